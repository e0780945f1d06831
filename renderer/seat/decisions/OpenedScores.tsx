/** Every member's score of every item, side by side; the own one can be changed where the law lets it, with ground and reason. */
import { Button, Flex, Form, Input, Modal, Select, Table, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellKey, currentRound } from '../../../shared/evaluation/committee.ts';
import { changeGrounds } from '../../../shared/evaluation/consolidation.ts';
import type { Bodies } from '../../../shared/journal/acts.ts';
import type { CellValue } from '../../../shared/journal/state.ts';
import type { Outlier } from '../../../shared/scoring/index.ts';
import { readTypedScore } from '../../../shared/scoring/typedScore.ts';
import { Figure } from '../../components/Figure.tsx';
import { ReasonField } from '../../components/ReasonField.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { mayAct } from '../../station/mayAct.ts';
import { useScoreDraft, useSeatDraft } from '../drafts.ts';
import { bidName, memberName } from '../names.ts';
import { useSeat, useSitting } from '../seat.ts';
import { PlaceButton } from '../work/PlaceButton.tsx';
import { OpenedChoice } from './OpenedChoice.tsx';
import { isLookedAt, type Look, meansOf, type OpenedRow, openedRows, sumsOf } from './openedRows.ts';
import { useOpenEvaluation } from './useOpenEvaluation.ts';

type Ground = Bodies['change']['ground'];
const PLACES = 2;
const PAGE = 20;
/** Words below a figure. */
const BESIDE = { maxWidth: '14em', textAlign: 'start' } as const;

/** What is being changed, and on which grounds it may be. */
interface Changing {
  readonly row: OpenedRow;
  readonly grounds: readonly [Ground, ...Ground[]];
}

export function OpenedScores() {
  const { t } = useTranslation('seatDecisions');
  const { t: ranking } = useTranslation('ranking');
  const { room, revision, me, data } = useSeat();
  const [changing, setChanging] = useState<Changing | null>(null);
  const [bid, setBid] = useState<string | null>(null);
  const [look, setLook] = useState<Look>('all');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is folded in place
  const rows = useMemo(() => openedRows(room), [room, revision]);
  const groundsFor = useGrounds();
  const evaluation = useOpenEvaluation();
  const means = useMemo(() => meansOf(evaluation), [evaluation]);
  const round = currentRound(room);
  if (round === undefined) return null;
  const scoreBy = (who: string, key: string): CellValue | undefined => round.sheets.get(who)?.values.get(key);
  const ofBid = rows.filter((row) => bid === null || row.bid === bid);
  const shown = ofBid.filter((row) => isLookedAt(row, look));
  // Sums say something of one bid's whole sheet alone.
  const sums = bid === null || look !== 'all' ? null : sumsOf(room, bid);
  return (
    <Flex vertical gap={8}>
      <OpenedChoice rows={ofBid} bids={round.bids} bid={bid} look={look} onBid={setBid} onLook={setLook} />
      <Typography.Text type="secondary">{t('consolidation.proposed')}</Typography.Text>
      <Table
        size="small"
        dataSource={shown}
        locale={{ emptyText: t('consolidation.none') }}
        pagination={shown.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        summary={() =>
          sums === null ? null : (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0} colSpan={2}>
                <Typography.Text strong>{t('consolidation.sum')}</Typography.Text>
              </Table.Summary.Cell>
              {room.members.map((who, i) => (
                <Table.Summary.Cell key={who} index={i + 2} align="right">
                  <Figure value={sums.get(who) ?? null} places={PLACES} />
                </Table.Summary.Cell>
              ))}
              <Table.Summary.Cell index={room.members.length + 2} colSpan={means.size === 0 ? 1 : 2} />
            </Table.Summary.Row>
          )
        }
        columns={[
          { title: t('bid'), render: (_, row) => bidName(data, row.bid) },
          {
            title: t('consolidation.item'),
            render: (_, { item, differs }) => (
              <Flex vertical gap={4} align="start">
                <span>
                  {item.name}
                  <Typography.Text type="secondary">
                    {t('consolidation.max', { max: item.max })}
                  </Typography.Text>
                </span>
                {differs ? <StatusMark mark="warn">{t('consolidation.differs')}</StatusMark> : null}
              </Flex>
            ),
          },
          ...room.members.map((who) => ({
            key: who,
            title: memberName(data, who),
            align: 'right' as const,
            render: (_: unknown, { key, item, outliers }: OpenedRow) => (
              <Score
                value={scoreBy(who, key)}
                outlier={outliers.get(who)}
                of={`${memberName(data, who)} ${item.name}`}
              />
            ),
          })),
          ...(means.size === 0
            ? []
            : [
                {
                  key: 'mean',
                  title: ranking('mean'),
                  align: 'right' as const,
                  render: (_: unknown, { key }: OpenedRow) => (
                    <Figure value={means.get(key) ?? null} places={PLACES} />
                  ),
                },
              ]),
          {
            key: 'change',
            render: (_: unknown, row: OpenedRow) => {
              const [first, ...rest] = groundsFor(row, scoreBy(me, row.key));
              return first === undefined ? null : (
                <Button
                  aria-label={`${t('consolidation.change')} ${bidName(data, row.bid)} ${row.item.name}`}
                  onClick={() => setChanging({ row, grounds: [first, ...rest] })}
                >
                  {t('consolidation.change')}
                </Button>
              );
            },
          },
        ]}
      />
      {changing === null ? null : (
        <Change
          of={changing}
          from={scoreBy(me, changing.row.key)?.score ?? ''}
          round={round.number}
          onClose={() => setChanging(null)}
        />
      )}
    </Flex>
  );
}

/** The grounds on which the own score of a row may be changed now; none where the room would refuse the change. */
function useGrounds(): (row: OpenedRow, value: CellValue | undefined) => readonly Ground[] {
  const { t } = useTranslation('seatDecisions');
  const { room, revision, me, status } = useSeat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is folded in place
  const grounds = useMemo(() => changeGrounds(room), [room, revision]);
  const round = currentRound(room);
  return ({ bid, item }, value) => {
    if (round === undefined || value?.score == null) return [];
    const same = { round: round.number, bid, item: item.id, from: value.score, to: value.score };
    const reason = t('consolidation.change');
    return grounds(me, bid, item.id).filter(
      (ground) => mayAct(room, status.session, 'change', { ...same, ground, reason }) === null,
    );
  };
}

/** The software only points: whether the score is found to be an outlier is the committee's to say. */
function OutlierMark({ outlier }: { readonly outlier: Outlier }) {
  const { t } = useTranslation('seatDecisions');
  return (
    <Flex vertical align="end">
      <StatusMark mark="warn">{t(`consolidation.outlier.${outlier.side}`)}</StatusMark>
      <Typography.Text type="secondary" className="figures">
        {t('consolidation.outlier.measure', { median: outlier.median, limit: outlier.limit })}
      </Typography.Text>
    </Flex>
  );
}

/** @param of whose score of what, for the place's accessible name */
function Score({
  value,
  outlier,
  of,
}: {
  readonly value: CellValue | undefined;
  readonly outlier: Outlier | undefined;
  readonly of: string;
}) {
  const { t } = useTranslation('seatDecisions');
  if (value === undefined) return <span>—</span>;
  if (value.score === null) return <StatusMark mark="bad">{t('consolidation.fault')}</StatusMark>;
  return (
    <Flex vertical align="end">
      {value.changes.length > 0 ? <Figure value={value.original} places={PLACES} struck /> : null}
      <Figure value={value.score} places={PLACES} />
      {outlier === undefined ? null : <OutlierMark outlier={outlier} />}
      {value.changes.map(({ seq, ground, reason }) => (
        <Typography.Text key={seq} type="secondary" style={BESIDE}>
          {t('consolidation.changed', {
            ground: t(`consolidation.grounds.${ground as Ground | 'mend'}`),
            reason,
          })}
        </Typography.Text>
      ))}
      {value.remark === '' ? null : (
        <Typography.Text type="secondary" style={BESIDE}>
          {value.remark}
        </Typography.Text>
      )}
      <PlaceButton place={value.place} of={of} />
    </Flex>
  );
}

function Change({
  of: {
    row: { bid, item },
    grounds,
  },
  from,
  round,
  onClose,
}: {
  readonly of: Changing;
  readonly from: string;
  readonly round: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, data } = useSitting();
  const asking = useAsk();
  const what = ['change', round, cellKey(bid, item.id)];
  const draft = useSeatDraft<{ ground: Ground; reason: string }>(what, { ground: grounds[0], reason: '' });
  const typed = useScoreDraft(what, { to: from });
  const { reason } = draft.value;
  // What was chosen before may not be allowed any more.
  const ground = grounds.find((one) => one === draft.value.ground) ?? grounds[0];
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
      style={{ top: 24 }}
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
          <Typography.Text className="figures">
            {from} {common('unit.points')}
          </Typography.Text>
        </Form.Item>
        <Form.Item label={t('consolidation.to')}>
          <Input
            aria-label={t('consolidation.to')}
            inputMode="decimal"
            suffix={`/ ${item.max} ${common('unit.points')}`}
            value={to}
            onChange={({ target }) => typed.change({ to: target.value })}
          />
        </Form.Item>
        <Form.Item label={t('consolidation.ground')}>
          <Select
            aria-label={t('consolidation.ground')}
            value={ground}
            onChange={(chosen: Ground) => draft.change({ ground: chosen })}
            options={grounds.map((value) => ({ value, label: t(`consolidation.grounds.${value}`) }))}
          />
        </Form.Item>
        <ReasonField value={reason} onChange={(reason) => draft.change({ reason })} />
      </Form>
      <RefusalNote refusals={asking.refusals} />
    </Modal>
  );
}
