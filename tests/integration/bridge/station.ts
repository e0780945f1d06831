/** A small station for the bridge's promises: every way of answering, and of breaking the contract. */
import { z } from 'zod';
import type { BridgePort, Contract } from '../../../shared/bridge/contract.ts';
import { nothing } from '../../../shared/bridge/parts.ts';
import { serveBridge } from '../../../shared/bridge/serve.ts';
import { accept, refusal, refuse } from '../../../shared/refusal.ts';

export const contract = {
  commands: {
    echo: { params: z.strictObject({ text: z.string() }), answer: z.strictObject({ text: z.string() }) },
    /** Tells 1 to `to`, then answers. */
    count: { params: z.strictObject({ to: z.number().int() }), answer: z.strictObject({ n: z.number() }) },
    refuse: { params: nothing, answer: nothing },
    fail: { params: nothing, answer: nothing },
    /** Answers with another form than it promises. */
    misanswer: { params: nothing, answer: z.strictObject({ n: z.number() }) },
    /** Answers with a value that JSON cannot carry, though the form lets it pass. */
    notPlain: {
      params: z.strictObject({
        kind: z.enum(['date', 'map', 'undefined', 'bigint', 'nan', 'circle', 'class']),
      }),
      answer: z.strictObject({ value: z.unknown() }),
    },
    misrefuse: { params: nothing, answer: nothing },
    mistell: { params: nothing, answer: nothing },
    never: { params: nothing, answer: nothing },
    /** Sends a message as it is, past the bridge, about the question of number `id` or none. */
    raw: { params: z.strictObject({ message: z.json() }), answer: nothing },
    faults: { params: nothing, answer: z.strictObject({ messages: z.array(z.string()) }) },
    leave: { params: nothing, answer: nothing },
    /** Sends a large event and closes in the same turn. */
    lastWords: { params: nothing, answer: nothing },
    crash: { params: nothing, answer: nothing },
  },
  events: { counted: z.strictObject({ n: z.number() }), text: z.strictObject({ text: z.string() }) },
} as const satisfies Contract;

export const refused = refusal('SCORE_RANGE', '分值超出范围', 'The score is out of range', 'scores.csv:12');
export const LARGE = 2_000_000;

const circle: unknown[] = [];
circle.push(circle);
class Sheet {
  readonly score = '1';
}
const NOT_PLAIN = {
  date: new Date(0),
  map: new Map(),
  undefined: { part: undefined },
  bigint: 1n,
  nan: Number.NaN,
  circle,
  class: new Sheet(),
};

/** @param crash ends the process or thread that the station runs in, where it has one of its own. */
export function startStation(port: BridgePort, crash: () => void): void {
  const faults: string[] = [];
  const bridge = serveBridge(
    contract,
    port,
    {
      echo: ({ text }) => accept({ text }),
      async count({ to }) {
        for (let n = 1; n <= to; n += 1) {
          bridge.tell('counted', { n });
          if (n % 10 === 0) await Promise.resolve();
        }
        return accept({ n: to });
      },
      refuse: () => refuse(refused),
      fail() {
        throw new Error('the disk is on fire');
      },
      misanswer: () => accept({ n: 'secret 97.5' as unknown as number }),
      notPlain: ({ kind }) => accept({ value: NOT_PLAIN[kind] }),
      misrefuse: () => refuse(),
      mistell() {
        bridge.tell('counted', { n: 'secret 97.5' as unknown as number });
        bridge.tell('constructor' as 'counted', { n: 1 });
        return accept({});
      },
      never: () => new Promise(() => undefined),
      raw({ message }) {
        port.post(message);
        return accept({});
      },
      faults: () => accept({ messages: faults }),
      leave() {
        bridge.close();
        return accept({});
      },
      lastWords() {
        bridge.tell('text', { text: 'x'.repeat(LARGE) });
        bridge.close();
        return accept({});
      },
      crash() {
        crash();
        return accept({});
      },
    },
    (error) => faults.push(error instanceof Error ? error.message : String(error)),
  );
}
