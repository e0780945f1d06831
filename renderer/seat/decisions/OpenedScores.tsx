/** Every member's score of every item, side by side; the own one can be changed where the law lets it, with ground and reason. */
import { Button, Flex, Form, Input, Modal, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellKey, currentRound, expertsItems } from '../../../shared/evaluation/committee.ts';
import { objectiveDiffering } from '../../../shared/evaluation/consolidation.ts';
import type { Bodies } from '../../../shared/journal/acts.ts';
import type { CellValue } from '../../../shared/journal/state.ts';
import type { Item } from '../../../shared/project/model.ts';
import { readTypedScore } from '../../../shared/scoring/typedScore.ts';
import { Figure } from '../../components/Figure.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { mayAct } from '../../station/mayAct.ts';
import { useScoreDraft, useSeatDraft } from '../drafts.ts';
import { bidName, memberName } from '../names.ts';
import { useSeat, useSitting } from '../seat.ts';
import { PlaceButton } from '../work/PlaceButton.tsx';

type Ground = Bodies['change']['ground'];
const GROUNDS: readonly Ground[] = ['objective-differs', 'outlier', 'tender-clause'];
const PLACES = 2;
const PAGE = 20;

interface Row {
  readonly key: string;
  readonly bid: string;
  readonly item: Item;
}

export function OpenedScores() {
  const { t } = useTranslation('seatDecisions');
  const { room, me, data, status } = useSeat();
  const [changing, setChanging] = useState<Row | null>(null);
  const round = currentRound(room);
  if (round === undefined) return null;
  const rows: Row[] = round.bids.flatMap((bid) =>
    expertsItems(data).map((item) => ({ key: cellKey(bid, item.id), bid, item })),
  );
  const differing = new Set(objectiveDiffering(room).map(({ bid, item }) => cellKey(bid, item)));
  const scoreBy = (who: string, key: string): CellValue | undefined => round.sheets.get(who)?.values.get(key);
  const mayChange = ({ key, bid, item }: Row): boolean => {
    const value = scoreBy(me, key);
    if (value?.score == null) return false;
    const { score } = value;
    return GROUNDS.some(
      (ground) =>
        mayAct(room, status.session, 'change', {
          round: round.number,
          bid,
          item: item.id,
          from: score,
          to: score,
          ground,
          reason: t('consolidation.change'),
        }) === null,
    );
  };
  return (
    <>
      <Table
        size="small"
        dataSource={rows}
        pagination={rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('bid'), render: (_, { bid }) => bidName(data, bid) },
          {
            title: t('consolidation.item'),
            render: (_, { key, item }) => (
              <Flex gap={8} align="center">
                <span>{item.name}</span>
                {differing.has(key) ? (
                  <StatusMark mark="warn">{t('consolidation.differs')}</StatusMark>
                ) : null}
              </Flex>
            ),
          },
          ...room.members.map((who) => ({
            key: who,
            title: memberName(data, who),
            align: 'right' as const,
            render: (_: unknown, { key, item }: Row) => (
              <Score value={scoreBy(who, key)} of={`${memberName(data, who)} ${item.name}`} />
            ),
          })),
          {
            key: 'change',
            render: (_: unknown, row: Row) =>
              mayChange(row) ? (
                <Button
                  aria-label={`${t('consolidation.change')} ${bidName(data, row.bid)} ${row.item.name}`}
                  onClick={() => setChanging(row)}
                >
                  {t('consolidation.change')}
                </Button>
              ) : null,
          },
        ]}
      />
      {changing === null ? null : (
        <Change
          row={changing}
          from={scoreBy(me, changing.key)?.score ?? ''}
          round={round.number}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  );
}

/** @param of whose score of what, for the place's accessible name */
function Score({ value, of }: { readonly value: CellValue | undefined; readonly of: string }) {
  const { t } = useTranslation('seatDecisions');
  if (value === undefined) return <span>—</span>;
  if (value.score === null) return <StatusMark mark="bad">{t('consolidation.fault')}</StatusMark>;
  return (
    <Flex vertical align="end">
      {value.changes.length > 0 ? <Figure value={value.original} places={PLACES} struck /> : null}
      <Figure value={value.score} places={PLACES} />
      {value.remark === '' ? null : (
        <Typography.Text type="secondary" style={{ maxWidth: '14em', textAlign: 'start' }}>
          {value.remark}
        </Typography.Text>
      )}
      <PlaceButton place={value.place} of={of} />
    </Flex>
  );
}

function Change({
  row: { bid, item },
  from,
  round,
  onClose,
}: {
  readonly row: Row;
  readonly from: string;
  readonly round: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, data } = useSitting();
  const asking = useAsk();
  const what = ['change', round, cellKey(bid, item.id)];
  const draft = useSeatDraft<{ ground: Ground; reason: string }>(what, {
    ground: 'objective-differs',
    reason: '',
  });
  const typed = useScoreDraft(what, { to: from });
  const { ground, reason } = draft.value;
  const { to } = typed.value;
  const change = async () => {
    const done = await asking.run(async () => {
      const read = readTypedScore(item, to);
      if (!read.ok) return read;
      const body = { round, bid, item: item.id, from, to: read.value, ground, reason };
      return client.ask('act', { act: { type: 'change', body } });
    });
    if (done === null) return;
    draft.drop();
    typed.drop();
    onClose();
  };
  return (
    <Modal
      open
      title={common('labelled', { label: bidName(data, bid), text: item.name })}
      okText={t('consolidation.save')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={change}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t('consolidation.from')}>
          <Typography.Text className="figures">{from}</Typography.Text>
        </Form.Item>
        <Form.Item label={t('consolidation.to')}>
          <Input
            aria-label={t('consolidation.to')}
            inputMode="decimal"
            value={to}
            onChange={({ target }) => typed.change({ to: target.value })}
          />
        </Form.Item>
        <Form.Item label={t('consolidation.ground')}>
          <Select
            aria-label={t('consolidation.ground')}
            value={ground}
            onChange={(chosen: Ground) => draft.change({ ground: chosen })}
            options={GROUNDS.map((value) => ({ value, label: t(`consolidation.grounds.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={common('reason')} extra={common('reasonHelp')}>
          <Input.TextArea
            aria-label={common('reason')}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        </Form.Item>
      </Form>
      <RefusalNote refusals={asking.refusals} />
    </Modal>
  );
}
