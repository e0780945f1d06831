/** A sealed result, opened by the station and folded again in this window: every number on screen is computed here, from the journal. */

import type { centreContract } from '../../shared/bridge/centre.ts';
import type { BridgeClient } from '../../shared/bridge/client.ts';
import { evaluation } from '../../shared/evaluation/outcome.ts';
import { type Entry, readEntry } from '../../shared/journal/entry.ts';
import { evolve } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../../shared/journal/state.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import type { Evaluation } from '../../shared/scoring/index.ts';

export interface OpenedResult {
  readonly ciphertext: string;
  readonly room: RoomState;
  readonly entries: readonly Entry[];
  /** Null where the evaluation ended without a ranking. */
  readonly evaluation: Evaluation | null;
}

/** Refuses what the station refuses. */
export async function openResult(
  client: BridgeClient<typeof centreContract>,
  ciphertext: string,
): Promise<Result<OpenedResult>> {
  const opened = await client.ask('openResult', { ciphertext });
  if (!opened.ok) return opened;
  const { project, slipKeys, recipients, digest, receiptKey } = opened.value.package;
  const pkg: RoomPackage = {
    digest,
    receiptKey,
    data: JSON.parse(project),
    slipKeys: new Map(Object.entries(slipKeys)),
    recipients: recipients as RoomPackage['recipients'],
  };
  let room = emptyRoom(pkg);
  const entries: Entry[] = [];
  while (entries.length < opened.value.entries) {
    const part = await client.ask('resultLines', { ciphertext, from: entries.length + 1 });
    if (!part.ok) return part;
    for (const line of part.value.lines) {
      const entry = readEntry(line);
      if (!entry.ok) return entry;
      room = evolve(nobleCrypto, room, entry.value);
      entries.push(entry.value);
    }
    if (part.value.lines.length === 0) break;
  }
  return accept({
    ciphertext,
    room,
    entries,
    evaluation: room.outcome?.kind === 'ranked' ? evaluation(room) : null,
  });
}
