/** The room's host as a machine on its network reaches it. */
import { openIntake } from '../../electron/host/intake.ts';
import { roomEngine } from '../../electron/host/roomEngine.ts';
import type { FromRoom } from '../../electron/link/wire.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { actHash, BEFORE_FIRST, entryLine } from '../../shared/journal/entry.ts';
import { crypto, type Play } from '../simulator/room.ts';

/** What a machine gets for an act that it sends: as `send` in the simulator, which hands acts to the host itself. */
export interface Link {
  send(act: Act): Promise<{ appended: boolean; code: string | null }>;
  close(): Promise<void>;
}

/**
 * Plugs a machine into the room's network.
 * @param host another one than the room's own
 */
export function overTheLink({ room, entries }: Play, host = room.world.host): Link {
  const { hostKey, tls, pkg, clock, chance } = room.world;
  const intake = openIntake();
  const engine = roomEngine({
    ...{ crypto, host, intake, tls, key: hostKey, random: chance.bytes, now: () => clock.now() },
    lines: (from) => entries.slice(from - 1).map(entryLine),
    package: { size: 0, sha256: pkg.digest },
    settleSeconds: 3600,
    onSignature: () => undefined,
    added: () => undefined,
    changed: () => undefined,
    onFault(error) {
      throw error;
    },
  });
  engine.goOn();
  const waiting = new Map<string, (code: string | null) => void>();
  const peer = engine.onPeer({
    say: heard,
    sayText: (text) => heard(JSON.parse(Buffer.from(text).toString())),
    drained: async () => undefined,
    close: () => heard({ say: 'refused', act: '', refusal: { code: 'CLOSED', zh: '', en: '' } }),
  });

  function heard(message: FromRoom): boolean {
    if (message.say === 'refused') waiting.get(message.act)?.(message.refusal.code);
    if (message.say === 'acks') for (const { act } of message.acks) waiting.get(act)?.(null);
    return true;
  }

  peer.hear({
    ...{ say: 'hello', seat: '9', sessions: [], room: host.state().room },
    ...{ head: BEFORE_FIRST, signed: null, proof: null },
  });

  return {
    async send(act) {
      const before = host.state().refused.length;
      const code = await new Promise<string | null>((resolve) => {
        waiting.set(actHash(crypto, act), resolve);
        peer.hear({ say: 'act', text: canonicalJson(act) });
      });
      const without = host.state().refused[before];
      return { appended: code === null, code: code ?? without?.refusal.code ?? null };
    },
    async close() {
      engine.close();
      await intake.close();
    },
  };
}
