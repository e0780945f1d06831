/** Hands one delivery to the station: pieces as base64, what is larger than the bridge carries in several. */
import { stationFault } from '../../../shared/bridge/messages.ts';
import { accept, type Result, refuse } from '../../../shared/refusal.ts';
import type { SeatClient } from '../seat.ts';
import type { Delivery } from './pieceQueue.ts';
import type { Track } from './trackState.ts';

/** Bytes that the station takes at once; a multiple of three, so that each part's base64 ends whole. */
const LARGEST = 1_500_000;

/** Resolves when all of it is on the disk, or with the first refusal; never rejects. */
export async function deliver(
  client: SeatClient,
  track: Track,
  delivery: Delivery<Blob>,
): Promise<Result<unknown>> {
  const { segment } = delivery;
  if (delivery.do === 'stop') return client.ask('recordingStop', { track, segment });
  const { data, at, mono } = delivery;
  for (let from = 0; from < data.size; from += LARGEST) {
    const base64 = await base64Of(data.slice(from, from + LARGEST));
    if (base64 === null) return refuse(stationFault('recordingPiece'));
    const answer = await client.ask('recordingPiece', { track, segment, base64, at, mono });
    if (!answer.ok) return answer;
  }
  return accept(null);
}

/** By the browser's own encoder, which does not hold the window up; null where the browser has lost the data. */
function base64Of(data: Blob): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(data);
  });
}
