/** A room in which one bid is ahead and three share the second rank, where three are to be recommended. */
import { type Play, playTo, smallProject } from './room.ts';

export function threeTied(seed: string): Promise<Play> {
  const { bids, ...data } = smallProject({ bids: 4, change: { candidates: 3 } });
  return playTo(
    'consolidation',
    seed,
    { ...data, bids: bids.map((bid) => ({ ...bid, price: '1000' })) },
    { scores: (_, bid) => (bid === 'B1' ? '30' : '20') },
  );
}
