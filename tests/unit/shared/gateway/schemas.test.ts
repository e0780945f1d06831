/** The closed list is closed: at every depth, and against additions that nobody has thought about. */
import { describe, expect, it } from 'vitest';
import { messageSchemas } from '../../../../shared/gateway/messages.ts';
import { gatewaySchemas, keptGatewaySchemas } from '../../../vectors/gatewaySchemas.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly maxLength?: number;
}

const schemas: Record<string, Schema> = JSON.parse(keptGatewaySchemas());

/** Every leaf's path, with what it may hold. */
function* leaves(schema: Schema, path: string): Generator<[string, string]> {
  if (schema.anyOf !== undefined) {
    for (const one of schema.anyOf) yield* leaves(one, path);
    return;
  }
  if (schema.type !== 'object') {
    yield [path, `${schema.const ?? schema.enum?.join('|') ?? schema.pattern ?? schema.type}`];
    return;
  }
  expect(schema.additionalProperties, path).toBe(false);
  expect(schema.required ?? [], path).toEqual(Object.keys(schema.properties ?? {}));
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    yield* leaves(inner, `${path}.${name}`);
}

const ID = '^[^\\p{Cc}\\p{Cs}]+$';
const HASH = '^[0-9a-f]{64}$';
const TEXT = '^\\P{Cs}*$';
/** All that may leave before sealing. Whoever changes this list changes what a room keeps to itself: read FORMAT.md first. */
const ALLOWED: Record<string, readonly [string, string][]> = {
  admission: [
    ['.step', 'sign-in|admit|substitute'],
    ['.who', ID],
    ['.role', 'member|supervisor'],
    ['.seat', '^[\\p{L}\\p{N}-]{1,8}$'],
    ['.seat', 'null'],
    ['.replaces', ID],
    ['.replaces', 'null'],
  ],
  phase: [
    [
      '.phase',
      'sign-in|commitment|chair|reading|review|clarification|scoring|consolidation|report|signing|closed',
    ],
  ],
  pause: [],
  resume: [],
  alarm: [
    [
      '.kind',
      'door|person|camera|microphone|screen|link|power|disk|clock|recording-gap|black|frozen|covered|' +
        'out-of-focus|nobody|several-people|silence|loud|link-lost|clock-drift|other',
    ],
    ['.level', '1|2|3'],
    ['.about', ID],
    ['.about', 'null'],
  ],
  'alarm-seen': [['.alarm', HASH]],
  intervention: [['.by', ID]],
  device: [
    ['.device', 'door|locker|board|camera|microphone|screen|seat|link|power|disk|other'],
    [
      '.event',
      'door-opened|door-closed|door-held-open|door-forced|locker-locked|locker-opened|locker-forced|device-started|device-tampered|connected|disconnected|failed|restored|opened|closed|other',
    ],
  ],
  question: [
    ['.bid', ID],
    ['.text', TEXT],
    ['.text', 'null'],
  ],
  answer: [
    ['.question', HASH],
    ['.text', TEXT],
    ['.text', 'null'],
    ['.document', HASH],
    ['.document', 'null'],
    ['.signedBy', TEXT],
    ['.signedBy', 'null'],
  ],
};

describe('the gateway’s schemas', () => {
  it('are the ones that the code gives', () => {
    expect(gatewaySchemas()).toBe(keptGatewaySchemas());
  });

  it('are these and no others', () => {
    expect(Object.keys(schemas)).toEqual(Object.keys(ALLOWED).map((kind) => `sealroom.${kind}.v1`));
  });

  it.each(Object.entries(ALLOWED))('%s has no member but those of the list, at any depth', (kind, data) => {
    const envelope = {
      specversion: '1.0',
      id: kind === 'phase' ? '^[0-9a-f]{64}\\.phase$' : HASH,
      source: '^urn:sealroom:room:[0-9a-f]{64}$',
      type: `sealroom.${kind}.v1`,
      time: expect.stringContaining('\\d{4}-'),
      datacontenttype: 'application/json',
    };
    expect([...leaves(schemas[`sealroom.${kind}.v1`]!, '')]).toEqual([
      ...Object.entries(envelope).map(([name, holds]) => [`.${name}`, holds]),
      ...data.map(([path, holds]) => [`.data${path}`, holds]),
    ]);
  });

  it('refuse a member more, in the message and in its data', () => {
    const message = {
      specversion: '1.0',
      id: 'ab'.repeat(32),
      source: `urn:sealroom:room:${'cd'.repeat(32)}`,
      type: 'sealroom.pause.v1',
      time: '2026-05-18T09:30:00Z',
      datacontenttype: 'application/json',
      data: {},
    };
    const takes = (value: unknown) => messageSchemas.pause.safeParse(value).success;
    expect(takes(message)).toBe(true);
    expect(takes({ ...message, subject: '87.5' })).toBe(false);
    expect(takes({ ...message, data: { reason: '87.5' } })).toBe(false);
  });
});
