/** Consolidation (评分汇总与复核): all scores are open; own scores may change only where the law lets them; the chair concludes. */
import { Flex, Input, Tabs, Typography } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { rankingDigest } from '../../../shared/evaluation/outcome.ts';
import { tieAtCut } from '../../../shared/evaluation/tieAtCut.ts';
import { nobleCrypto } from '../../../shared/ports/nobleCrypto.ts';
import { plainWordsAhead } from '../../../shared/record/plainWords.ts';
import type { AnswerBid } from '../../../shared/scoring/answer.ts';
import { ConfirmedAct } from '../../components/ConfirmedAct.tsx';
import { LawQuote } from '../../components/LawQuote.tsx';
import { RankingTable, type Standing } from '../../components/ranking/RankingTable.tsx';
import { PlaceBeside } from '../documents/PlaceBeside.tsx';
import { useSeatDraft } from '../drafts.ts';
import { Sheet } from '../Sheet.tsx';
import { useSeat } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';
import { useDesk } from '../work/deskStore.ts';
import { Candidates } from './Candidates.tsx';
import { OpenedScores } from './OpenedScores.tsx';
import { SettleTie } from './SettleTie.tsx';
import { StillOpen } from './StillOpen.tsx';
import { useOpenEvaluation, useRankingOpen } from './useOpenEvaluation.ts';

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
      <div data-pane style={{ flex: '1 1 0', minWidth: 0, overflow: 'auto' }}>
        <Sheet title={t('consolidation.title')} wide>
          <Typography.Text>{t('consolidation.text')}</Typography.Text>
          <LawQuote regime={data.project.regime} on="consolidation" />
          <StillOpen />
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

/** What the scores give as they stand; nothing while faulty cells or sealed sheets keep it from being made. */
function Ranking() {
  const { t } = useTranslation('seatDecisions');
  const { t: ranking } = useTranslation('ranking');
  const { t: common } = useTranslation();
  const { room } = useSeat();
  const evaluation = useOpenEvaluation();
  if (evaluation === null) return <Typography.Text>{t('consolidation.noRanking')}</Typography.Text>;
  const standing = (bid: AnswerBid): Standing => {
    if (bid.status === 'ranked') return { mark: 'good', word: ranking('ranked') };
    const reason = ranking(`reasons.${bid.reason}`);
    return bid.status === 'unqualified'
      ? { mark: 'bad', word: reason }
      : { mark: 'bad', word: common('bracketed', { text: t('consolidation.rejected'), more: reason }) };
  };
  return <RankingTable room={room} evaluation={evaluation} standing={standing} />;
}

function Conclusion() {
  const { t } = useTranslation('seatDecisions');
  const { client, room, status } = useSeat();
  const draft = useSeatDraft(['outcome', room.rounds.length], { matters: '' });
  const { matters } = draft.value;
  const open = useRankingOpen();
  // It is asked for last: all else that is open could still undo the tie.
  const tie = open.length > 0 && open.every(({ code }) => code === 'TIE_UNSETTLED') ? tieAtCut(room) : null;
  const conclude = () => ({
    type: 'outcome' as const,
    body: { kind: 'ranked' as const, reason: '', ranking: rankingDigest(nobleCrypto, room), matters },
  });
  return (
    <Flex vertical gap={12}>
      <Typography.Title level={5} style={{ margin: 0 }}>
        {t('consolidation.conclude')}
      </Typography.Title>
      {open.length === 0 ? <Candidates /> : null}
      {tie === null ? null : <SettleTie tie={tie} />}
      <Input.TextArea
        aria-label={t('consolidation.matters')}
        placeholder={t('consolidation.matters')}
        autoSize={{ minRows: 2 }}
        value={matters}
        onChange={({ target }) => draft.change({ matters: target.value })}
      />
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
