/**
 * A tie at the last candidate's rank: the chair chooses among the tied bids, writes how the tender settles it, and asks for the committee's vote.
 * Nothing is chosen beforehand, and no reason is the software's.
 */
import { Button, Flex, Input, Radio, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { settlesTie, type TieAtCut } from '../../../shared/evaluation/tieAtCut.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { useSeatDraft } from '../drafts.ts';
import { bidName } from '../names.ts';
import { useSeat } from '../seat.ts';

export function SettleTie({ tie }: { readonly tie: TieAtCut }) {
  const { room } = useSeat();
  // A motion that a changed score has overtaken can be voted on no more: it holds nothing up.
  const pending = [...room.motions.values()].some(
    ({ carried, motion }) =>
      carried === null && motion.kind === 'settle-tie' && settlesTie(tie, motion.candidates),
  );
  return pending ? <Pending /> : <Choice tie={tie} />;
}

function Pending() {
  const { t } = useTranslation('seatDecisions');
  return <Typography.Text role="status">{t('tie.pending')}</Typography.Text>;
}

/** Who stands at a place after this one is chosen for it: nobody stands at two. */
export const chosenAt = (chosen: readonly string[], places: number, at: number, bid: string): string[] =>
  Array.from({ length: places }, (_, place) =>
    place === at ? bid : chosen[place] === bid ? '' : (chosen[place] ?? ''),
  );

function Choice({ tie }: { readonly tie: TieAtCut }) {
  const { t } = useTranslation('seatDecisions');
  const { t: common } = useTranslation();
  const { client, room, data } = useSeat();
  const asking = useAsk();
  // Worth nothing once other bids are tied.
  const what = ['settle-tie', room.rounds.length, ...tie.clear, ...tie.tied];
  const draft = useSeatDraft<{ chosen: string[]; reason: string }>(what, { chosen: [], reason: '' });
  const { chosen, reason } = draft.value;
  const candidates = [...tie.clear, ...chosen];
  const ask = async () => {
    const motion = { kind: 'settle-tie' as const, candidates, reason };
    const done = await asking.run(() => client.ask('act', { act: { type: 'move', body: { motion } } }));
    if (done !== null) draft.drop();
  };
  return (
    <Flex vertical gap={12}>
      <Typography.Text>
        {t('tie.text', {
          tied: tie.tied.map((bid) => bidName(data, bid)).join(common('names')),
          count: tie.places,
        })}
      </Typography.Text>
      {Array.from({ length: tie.places }, (_, at) => {
        const label = t('tie.place', { place: tie.clear.length + at + 1 });
        return (
          <Flex key={label} vertical gap={4}>
            <Typography.Text strong>{label}</Typography.Text>
            <Radio.Group
              aria-label={label}
              value={chosen[at] === '' ? undefined : chosen[at]}
              onChange={({ target }) =>
                draft.change({ chosen: chosenAt(chosen, tie.places, at, target.value) })
              }
              style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
            >
              {tie.tied.map((bid) => (
                <Radio key={bid} value={bid}>
                  {bidName(data, bid)}
                </Radio>
              ))}
            </Radio.Group>
          </Flex>
        );
      })}
      <Typography.Text strong>{t('tie.reason')}</Typography.Text>
      <Input.TextArea
        aria-label={t('tie.reason')}
        placeholder={t('tie.hint')}
        autoSize={{ minRows: 2 }}
        value={reason}
        onChange={({ target }) => draft.change({ reason: target.value })}
      />
      <RefusalNote refusals={asking.refusals} />
      <Flex justify="end">
        <Button
          type="primary"
          disabled={!settlesTie(tie, candidates) || reason.trim() === ''}
          loading={asking.busy}
          onClick={ask}
        >
          {t('tie.ask')}
        </Button>
      </Flex>
    </Flex>
  );
}
