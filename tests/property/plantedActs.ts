/** Acts of every schema with twelve digits planted wherever a text, a number or a hash leaves room for them. */
import { z } from 'zod';
import type { Chance } from '../../electron/rehearsal/seededRandom.ts';
import { type Act, type ActType, bodies } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly allOf?: readonly { readonly pattern?: string }[];
  readonly maximum?: number;
}

export const ACT_TYPES = Object.keys(bodies) as ActType[];
const schemas = new Map(
  ACT_TYPES.map((type) => [type, z.toJSONSchema(bodies[type], { io: 'input' }) as Schema]),
);

/** What a seat's software knows, and could name in an act. */
function knownIn(state: RoomState): string[] {
  const { committee, supervisors, bids, project } = state.pkg.data;
  return [
    ...committee.map((m) => m.expert),
    ...supervisors.map((s) => s.supervisor),
    ...bids.map((b) => b.bid),
    ...project.review.map((check) => check.id),
    ...project.groups.flatMap(({ items }) => items.map(({ id }) => id)),
    ...state.sessions.keys(),
    ...[...state.sessions.values()].map(({ signIn }) => signIn),
    ...[state.alarms, state.questions, state.calls, state.motions, state.backs].flatMap((map) => [
      ...map.keys(),
    ]),
  ];
}

/** The planted digits as each kind of field could carry them. */
const disguises = (digits: string): string[] => [
  digits,
  `${digits.slice(0, 2)}.${digits}`,
  digits.padEnd(64, 'a'),
  digits.padEnd(43, 'A'),
  digits.padEnd(86, 'A'),
  digits.padEnd(24, 'A'),
  `age1${'q'.repeat(58)}`,
  '2026-05-18T09:30:00Z',
];

export const digits = (chance: Chance): string =>
  Array.from({ length: 12 }, () => `${1 + chance.below(9)}`).join('');

function anyValue(schema: Schema, chance: Chance, known: readonly string[], planted: string): unknown {
  const inner = (one: Schema): unknown => anyValue(one, chance, known, planted);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return inner(chance.pick(options));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return chance.pick(schema.enum);
  switch (schema.type) {
    case 'object': {
      const members = Object.entries(schema.properties ?? {}).filter(
        ([name]) => schema.required?.includes(name) || chance.below(2) === 0,
      );
      return Object.fromEntries(members.map(([name, one]) => [name, inner(one)]));
    }
    case 'array':
      return (schema.prefixItems ?? Array(Math.max(schema.minItems ?? 0, 1)).fill(schema.items)).map(inner);
    case 'string': {
      const patterns = [schema.pattern, ...(schema.allOf ?? []).map((one) => one.pattern)];
      const fits = (text: string): boolean =>
        text.length <= (schema.maxLength ?? text.length) &&
        patterns.every((pattern) => pattern === undefined || new RegExp(pattern, 'u').test(text));
      const found = (chance.below(2) === 0 ? known : disguises(planted)).filter(fits);
      return found.length > 0 ? chance.pick(found) : (disguises(planted).find(fits) ?? known.find(fits));
    }
    case 'integer':
      return Math.min(chance.below(3) === 0 ? 1 : Number(planted), schema.maximum ?? Number(planted));
    case 'boolean':
      return chance.below(2) === 0;
    default:
      return null;
  }
}

/** A body of this type; null where what was picked is none after all. */
export function plantedBody(
  type: ActType,
  state: RoomState,
  chance: Chance,
  planted: string,
): Act['body'] | null {
  const body = bodies[type].safeParse(anyValue(schemas.get(type)!, chance, knownIn(state), planted));
  return body.success ? (body.data as Act['body']) : null;
}

/** Every way of putting the digits into one leaf of a body. */
export function* plantedIn(value: unknown, planted: string): Generator<unknown> {
  if (typeof value === 'string') yield* disguises(planted);
  else if (typeof value === 'number') yield Number(planted);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value))
      for (const changed of plantedIn(inner, planted))
        yield Array.isArray(value) ? value.with(Number(name), changed) : { ...value, [name]: changed };
}
