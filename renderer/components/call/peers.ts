/** With whom a call may be held in this room, and what they are called on screen. */
import { useTranslation } from 'react-i18next';
import type { CallPeer } from '../../../shared/journal/acts.ts';
import type { RoomState } from '../../../shared/journal/state.ts';
import type { WindowTerms } from '../../../shared/record/words.ts';

/** Of the supervisors those who have been admitted; of the bidders those with a written question that waits for its answer. */
export function peersOf(room: RoomState): CallPeer[] {
  const supervisors = [...room.sessions.values()]
    .filter(({ role, admitted, closed }) => role === 'supervisor' && admitted !== null && closed === null)
    .map(({ who }): CallPeer => ({ kind: 'supervisor', supervisor: who }));
  const bidders = room.opening?.intercom?.bidders === true && room.phase === 'clarification';
  const questions = [...room.questions].filter(([, { answer }]) => bidders && answer === null);
  return [
    ...supervisors,
    { kind: 'agency' },
    ...questions.map(([question]): CallPeer => ({ kind: 'bidder', question })),
  ];
}

/** One name for each peer of a room. */
export const peerKey = (peer: CallPeer): string =>
  peer.kind === 'supervisor'
    ? `supervisor ${peer.supervisor}`
    : peer.kind === 'bidder'
      ? `bidder ${peer.question}`
      : peer.kind;

/** What a peer is called in a sentence. */
export function usePeerName(room: RoomState, terms: WindowTerms): (peer: CallPeer) => string {
  const { t } = useTranslation('calls');
  const { bids, supervisors } = room.pkg.data;
  return (peer) => {
    switch (peer.kind) {
      case 'supervisor': {
        const name = supervisors.find(({ supervisor }) => supervisor === peer.supervisor)?.name;
        return t('peer.supervisor', { supervisor: terms.supervisor, name: name ?? peer.supervisor });
      }
      case 'agency':
        return t('peer.agency', { agency: terms.agency });
      case 'bidder': {
        const bid = room.questions.get(peer.question)?.bid;
        return t('peer.bidder', { bidder: bids.find((one) => one.bid === bid)?.name ?? bid ?? '' });
      }
    }
  };
}
