/** Consolidation (评分汇总与复核): all scores are open; own scores may change only where the law lets them; the chair concludes. */
import { Button, Flex, Input, Table, Tabs, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { evaluation, rankingDigest, rankingOpen } from '../../../shared/evaluation/outcome.ts';
import { nobleCrypto } from '../../../shared/ports/nobleCrypto.ts';
import { plainWordsAhead } from '../../../shared/record/plainWords.ts';
import { ConfirmedAct } from '../../components/ConfirmedAct.tsx';
import { Figure } from '../../components/Figure.tsx';
import { LawQuote } from '../../components/LawQuote.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { PlaceBeside } from '../documents/PlaceBeside.tsx';
import { useSeatDraft } from '../drafts.ts';
import { bidName, useNames } from '../names.ts';
import { Sheet } from '../Sheet.tsx';
import { useSeat } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';
import { useDesk } from '../work/deskStore.ts';
import { OpenedScores } from './OpenedScores.tsx';

const PLACES = 2;

export function Consolidation() {
  const { t } = useTranslation('seatDecisions');
  const { room, me, data, terms } = useSeat();
  const showing = useDesk((desk) => desk.showing);
  const show = useDesk((desk) => desk.show);
  useEffect(() => {
    show(null);
    return () => show(null);
  }, [show]);
  return (
    <Flex style={{ height: '100%', minHeight: 0 }}>
      <div style={{ flex: '1 1 0', minWidth: 0, overflow: 'auto' }}>
        <Sheet title={t('consolidation.title')} wide>
          <Typography.Text>{t('consolidation.text')}</Typography.Text>
          <LawQuote regime={data.project.regime} on="consolidation" />
          <Tabs
            items={[
              { key: 'ranking', label: t('consolidation.tabs.ranking'), children: <Ranking /> },
              { key: 'sheets', label: t('consolidation.tabs.sheets'), children: <OpenedScores /> },
            ]}
          />
          {room.chair?.member === me ? (
            <Conclusion />
          ) : (
            <PhaseWaiting>{t('consolidation.waiting', { chair: terms.chair })}</PhaseWaiting>
          )}
        </Sheet>
      </div>
      <PlaceBeside place={showing} onClose={() => show(null)} />
    </Flex>
  );
}

/** What has to be done before the outcome, and changes nothing in what the scores give by now. */
const STILL_RANKED: ReadonlySet<string> = new Set([
  'QUESTION_OPEN',
  'OBJECTIVE_SCORES_DIFFER',
  'TIE_UNSETTLED',
]);

/** What the scores give as they stand; the same digits as everybody's. Null while faulty cells or sealed sheets keep it from being made. */
function Ranking() {
  const { t } = useTranslation('seatDecisions');
  const { room, data } = useSeat();
  const blocked = rankingOpen(room).some(({ code }) => !STILL_RANKED.has(code));
  if (blocked) return null;
  const { answer } = evaluation(room);
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="bid"
      dataSource={[...answer.bids].sort((a, b) => rankOf(a) - rankOf(b))}
      columns={[
        {
          title: t('consolidation.rank'),
          width: '5em',
          align: 'right',
          render: (_, row) => (row.status === 'ranked' ? row.rank : '—'),
        },
        { title: t('bid'), render: (_, { bid }) => bidName(data, bid) },
        {
          title: t('consolidation.status'),
          render: (_, { status }) => (
            <StatusMark mark={status === 'ranked' ? 'good' : 'bad'}>
              {t(
                status === 'ranked'
                  ? 'consolidation.ranked'
                  : status === 'rejected'
                    ? 'consolidation.rejected'
                    : 'consolidation.failed',
              )}
            </StatusMark>
          ),
        },
        {
          title: t('consolidation.total'),
          align: 'right',
          render: (_, row) => (
            <Figure value={row.status === 'ranked' ? (row.total ?? null) : null} places={PLACES} />
          ),
        },
      ]}
    />
  );
}

const rankOf = (bid: ReturnType<typeof evaluation>['answer']['bids'][number]): number =>
  bid.status === 'ranked' ? bid.rank : Number.MAX_SAFE_INTEGER;

function Conclusion() {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room, status, data } = useSeat();
  const named = useNames();
  const asking = useAsk();
  const draft = useSeatDraft(['outcome', room.rounds.length], { matters: '' });
  const { matters } = draft.value;
  const open = rankingOpen(room);
  const tied = open.length > 0 && open.every(({ code }) => code === 'TIE_UNSETTLED');
  const candidates = tied ? evaluation(room).answer.candidates.slice(0, data.project.candidates) : [];
  const conclude = () => ({
    type: 'outcome' as const,
    body: { kind: 'ranked' as const, reason: '', ranking: rankingDigest(nobleCrypto, room), matters },
  });
  const settle = () =>
    asking.run(() =>
      client.ask('act', {
        act: {
          type: 'move',
          body: {
            motion: {
              kind: 'settle-tie',
              candidates: [...candidates],
              reason: t('consolidation.settleReason'),
            },
          },
        },
      }),
    );
  return (
    <Flex vertical gap={12}>
      <Typography.Title level={5} style={{ margin: 0 }}>
        {t('consolidation.conclude')}
      </Typography.Title>
      {open.length === 0 ? null : (
        <Flex vertical gap={4}>
          <Typography.Text strong>{t('consolidation.open')}</Typography.Text>
          <ul style={{ margin: 0 }}>
            {open.map((one) => (
              <li key={`${one.code} ${one.zh}`}>{named(one)}</li>
            ))}
          </ul>
        </Flex>
      )}
      {tied ? (
        <Flex gap={8} align="center" wrap>
          <Typography.Text>
            {candidates.map((bid) => bidName(data, bid)).join(common('names'))}
          </Typography.Text>
          <Button loading={asking.busy} onClick={settle}>
            {t('consolidation.settle')}
          </Button>
        </Flex>
      ) : null}
      <Input.TextArea
        aria-label={t('consolidation.matters')}
        placeholder={t('consolidation.matters')}
        autoSize={{ minRows: 2 }}
        value={matters}
        onChange={({ target }) => draft.change({ matters: target.value })}
      />
      <RefusalNote refusals={asking.refusals} />
      <Flex justify="end">
        <ConfirmedAct
          primary
          disabled={open.length > 0}
          label={t('consolidation.make')}
          what={t('consolidation.what')}
          reads={() => plainWordsAhead(room, { ...conclude(), session: status.session ?? '' })}
          act={() => client.ask('act', { act: conclude() })}
          onDone={draft.drop}
        />
      </Flex>
    </Flex>
  );
}
