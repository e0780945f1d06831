/** Motions that wait for this member's vote (表决): what is asked, who asks, yes or no with a reason. */
import { Card, Flex, Input, Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { openMotions, votesOn } from '../../../shared/evaluation/motions.ts';
import { tieAtCut } from '../../../shared/evaluation/tieAtCut.ts';
import type { MotionState } from '../../../shared/journal/state.ts';
import { plainWordsAhead } from '../../../shared/record/plainWords.ts';
import { ConfirmedAct } from '../../components/ConfirmedAct.tsx';
import { useSeatDraft } from '../drafts.ts';
import { bidName, memberName } from '../names.ts';
import { useSeat } from '../seat.ts';

/** What a motion asks, as a sentence. */
function useMotionText(): (motion: MotionState['motion']) => string {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { room, data } = useSeat();
  const names = (bids: readonly string[]): string =>
    bids.map((bid) => bidName(data, bid)).join(common('names'));
  return (motion) => {
    switch (motion.kind) {
      case 'absence':
      case 'taken-to-agree':
        return t(`motion.${motion.kind}`, { member: memberName(data, motion.member) });
      case 'mend':
        return t('motion.mend', {
          member: memberName(data, motion.member),
          bid: bidName(data, motion.bid),
          item:
            data.project.groups.flatMap(({ items }) => items).find(({ id }) => id === motion.item)?.name ??
            '',
          score: motion.score,
        });
      case 'settle-tie': {
        const { tied = motion.candidates } = tieAtCut(room) ?? {};
        return t('motion.settle-tie', {
          tied: names(tied),
          chosen: names(motion.candidates.filter((bid) => tied.includes(bid))),
          candidates: names(motion.candidates),
        });
      }
      default:
        return t(`motion.${motion.kind}`);
    }
  };
}

export function Motions() {
  const { t } = useTranslation('seatDecisions');
  const { room, revision, me } = useSeat();
  const text = useMotionText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is folded in place
  const open = useMemo(() => openMotions(room), [room, revision]);
  if (open.length === 0) return null;
  return (
    <Flex vertical gap={8} style={{ padding: '8px 16px' }}>
      {open.map((motion) =>
        motion.votes.has(me) ? (
          <Typography.Text key={motion.act} role="status">
            {t('motion.voted', {
              motion: text(motion.motion),
              count: votesOn(room, motion).length,
              of: room.members.length,
            })}
          </Typography.Text>
        ) : (
          <Vote key={motion.act} motion={motion} />
        ),
      )}
    </Flex>
  );
}

function Vote({ motion }: { readonly motion: MotionState }) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room, status, data } = useSeat();
  const text = useMotionText();
  const draft = useSeatDraft(['vote', motion.act], { reason: '' });
  const { reason } = draft.value;
  const vote = (opinion: 'yes' | 'no') => ({
    type: 'vote' as const,
    body: { motion: motion.act, yes: opinion === 'yes', reason },
  });
  return (
    <Card size="small" title={t('motion.title', { by: memberName(data, motion.by) })}>
      <Flex vertical gap={8}>
        <Typography.Text strong>{text(motion.motion)}</Typography.Text>
        <Typography.Text>
          {common('labelled', { label: common('reason'), text: motion.motion.reason })}
        </Typography.Text>
        <Input.TextArea
          aria-label={t('motion.opinion')}
          placeholder={t('motion.opinion')}
          autoSize
          value={reason}
          onChange={({ target }) => draft.change({ reason: target.value })}
        />
        <Flex gap={8}>
          {(['yes', 'no'] as const).map((opinion) => (
            <ConfirmedAct
              key={opinion}
              label={t(`motion.${opinion}`)}
              what={t('motion.what', { motion: text(motion.motion), opinion: t(`motion.${opinion}`) })}
              reads={() => plainWordsAhead(room, { ...vote(opinion), session: status.session ?? '' })}
              act={() => client.ask('act', { act: vote(opinion) })}
              onDone={draft.drop}
            />
          ))}
        </Flex>
      </Flex>
    </Card>
  );
}
