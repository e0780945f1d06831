/** What an expert has before him in each phase. What is owed first comes first: the commitment, the chair, a vote. */
import { Flex } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from '../components/Waiting.tsx';
import { Ballot } from './Ballot.tsx';
import { ChairStep } from './ChairStep.tsx';
import { Commitment } from './Commitment.tsx';
import { Clarification } from './decisions/Clarification.tsx';
import { Consolidation } from './decisions/Consolidation.tsx';
import { Motions } from './decisions/Motions.tsx';
import { ReportMaking } from './decisions/ReportMaking.tsx';
import { Signing } from './decisions/Signing.tsx';
import { recallDrafts } from './drafts.ts';
import { memberName } from './names.ts';
import { Sheet } from './Sheet.tsx';
import { useSeat } from './seat.ts';
import { OwnWaiting, PhaseWaiting } from './Waits.tsx';
import { WentBack } from './WentBack.tsx';

const Reading = lazy(() => import('./work/Reading.tsx').then(({ Reading }) => ({ default: Reading })));
const ReviewDesk = lazy(() =>
  import('./work/ReviewDesk.tsx').then(({ ReviewDesk }) => ({ default: ReviewDesk })),
);
const ScoringDesk = lazy(() =>
  import('./work/ScoringDesk.tsx').then(({ ScoringDesk }) => ({ default: ScoringDesk })),
);

export function PhaseScreen() {
  const { t } = useTranslation('seatEntry');
  const { room, me } = useSeat();
  const own = room.member.get(me);
  useEffect(() => void recallDrafts({ me }), [me]);
  if (own?.recused)
    return (
      <Sheet title={t('recusal.done')}>
        <OwnWaiting on="recusal">{t('recusal.waiting')}</OwnWaiting>
      </Sheet>
    );
  if (room.phase === 'sign-in' || room.announced === null)
    return (
      <Sheet title={t('seated.title')}>
        <OwnWaiting on="seat">{t('seated.text')}</OwnWaiting>
      </Sheet>
    );
  if ((own?.committed ?? null) === null) return <Commitment />;
  if (room.phase === 'commitment')
    return (
      <Sheet title={t('commitment.done')}>
        <Committing />
      </Sheet>
    );
  if (room.chair === null) return <Ballot />;
  return (
    <Flex vertical style={{ height: '100%', minHeight: 0 }}>
      <WentBack />
      <Motions />
      <ChairStep />
      <div style={{ flex: '1 1 0', minHeight: 0, overflow: 'auto' }}>
        <Suspense fallback={<Waiting since={null}>{t('loading')}</Waiting>}>
          <Phase />
        </Suspense>
      </div>
    </Flex>
  );
}

/** Who has signed waits for those who have not, and then for the supervisor. */
function Committing() {
  const { t } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const { room, data } = useSeat();
  const open = room.members.filter((who) => (room.member.get(who)?.committed ?? null) === null);
  return (
    <PhaseWaiting done={room.members.length - open.length} of={room.members.length}>
      {open.length === 0
        ? t('commitment.all')
        : t('commitment.waiting', { names: open.map((who) => memberName(data, who)).join(common('names')) })}
    </PhaseWaiting>
  );
}

function Elected() {
  const { t } = useTranslation('seatEntry');
  const { room, data, terms } = useSeat();
  const name = data.committee.find(({ expert }) => expert === room.chair?.member)?.name ?? '';
  return (
    <Sheet title={t('ballot.elected', { chair: terms.chair, name })}>
      <PhaseWaiting>{t('ballot.next', { chair: terms.chair })}</PhaseWaiting>
    </Sheet>
  );
}

function Phase() {
  const { room } = useSeat();
  switch (room.phase) {
    case 'chair':
      return <Elected />;
    case 'reading':
      return <Reading />;
    case 'review':
      return <ReviewDesk />;
    case 'clarification':
      return <Clarification />;
    case 'scoring':
      return <ScoringDesk />;
    case 'consolidation':
      return <Consolidation />;
    case 'report':
      return <ReportMaking />;
    default:
      return <Signing />;
  }
}
