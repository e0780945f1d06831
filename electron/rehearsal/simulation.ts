/**
 * The simulator: one seed, one whole evaluation, honest or not, through the same rules that a room runs. What people do comes from the seed;
 * what the room makes of it is `judge`'s and `evolve`'s.
 */
import { base64url } from '../../shared/journal/encoding.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { entryHash } from '../../shared/journal/entry.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import { accept } from '../../shared/refusal.ts';
import { newIdentity } from '../crypto/age.ts';
import { type EntrySink, roomHost } from '../host/roomHost.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import { chanceMinds } from './chanceMinds.ts';
import type * as day from './day.ts';
import type { World } from './people.ts';
import { type Chance, seededChance } from './seededRandom.ts';
import { agreementFor, type Turn, takeTurn } from './turns.ts';

/** A clock that moves on by less than two seconds at each look. */
export function simulatedClock(chance: Chance, start: string): Clock {
  let passed = 0;
  const from = Date.parse(start);
  return {
    now: () => {
      passed += chance.below(2000);
      return new Date(from + passed).toISOString();
    },
    mono: () => `${passed}`,
  };
}

/** A package's data with slip keys from the seed; what a room starts from when nobody has signed a file. */
export function simulatedPackage(
  crypto: CryptoPort,
  chance: Chance,
  data: ProjectData,
): { pkg: RoomPackage; slips: Map<string, Uint8Array> } {
  const people = [...data.committee.map((m) => m.expert), ...data.supervisors.map((s) => s.supervisor)];
  const slips = new Map(people.map((who) => [who, chance.bytes(32)]));
  const slipKeys = new Map(
    [...slips].map(([who, seed]) => [who, base64url.encode(crypto.ed25519PublicKey(seed))]),
  );
  const digest = Buffer.from(chance.bytes(32)).toString('hex');
  const receiptKey = base64url.encode(crypto.ed25519PublicKey(chance.bytes(32)));
  return { pkg: { digest, data, slipKeys, recipients: { centre: '' }, receiptKey }, slips };
}

/** A journal in memory, for simulations that need no disk. */
export function memorySink(crypto: CryptoPort): EntrySink & { readonly entries: Entry[] } {
  const entries: Entry[] = [];
  return {
    entries,
    append(fresh) {
      entries.push(...fresh);
      const last = entries.at(-1)!;
      return accept({ seq: last.seq, hash: entryHash(crypto, last) });
    },
  };
}

/** A world around one package: clock, chance, host, everything that simulated people need. */
export function simulatedWorld(options: {
  crypto: CryptoPort;
  chance: Chance;
  clock: Clock;
  pkg: RoomPackage;
  slips: ReadonlyMap<string, Uint8Array>;
  sink: EntrySink;
  opening?: NonNullable<World['opening']>;
}): World & { readonly hostSecret: Uint8Array } {
  const { crypto, chance, clock, pkg, sink } = options;
  const hostSecret = chance.bytes(32);
  return {
    ...options,
    hostSecret,
    newIdentity: newIdentity,
    hostKey: base64url.encode(crypto.ed25519PublicKey(hostSecret)),
    tls: Buffer.from(chance.bytes(32)).toString('hex'),
    host: roomHost({ crypto, pkg, sink, secretKey: hostSecret, now: () => clock.now() }),
  };
}

/** Runs one whole evaluation from a seed; the room is closed at the end. */
export async function simulate(options: {
  crypto: CryptoPort;
  seed: string;
  data: ProjectData;
  turn: Turn;
  makeReport?: Parameters<typeof day.report>[1];
}): Promise<{ room: day.Room; entries: Entry[] }> {
  const { crypto, data, turn } = options;
  const chance = seededChance(crypto, options.seed);
  const { pkg, slips } = simulatedPackage(crypto, chance, data);
  const sink = memorySink(crypto);
  const world = simulatedWorld({
    crypto,
    chance,
    clock: simulatedClock(chance, data.project.opened),
    pkg,
    slips,
    sink,
  });
  const digest = Buffer.from(chance.bytes(32)).toString('hex');
  const minds = chanceMinds(chance, data, agreementFor(turn));
  const room = await takeTurn(world, minds, turn, options.makeReport ?? (async () => digest));
  return { room, entries: sink.entries };
}
