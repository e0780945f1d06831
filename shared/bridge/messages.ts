/** What crosses the bridge: three kinds of message, each value plain JSON of the form that the contract gives. FORMAT.md is their page. */
import { z } from 'zod';
import { positive } from '../journal/fields.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../refusal.ts';
import { refusalForm } from './parts.ts';
import { notPlainAt } from './plainJson.ts';

/** From the window: `id` counts its questions. */
export const question = z.strictObject({ id: positive, ask: z.string(), params: z.unknown() });

/** From the station, to the question of that number. */
export const answer = z.discriminatedUnion('ok', [
  z.strictObject({ id: positive, ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ id: positive, ok: z.literal(false), refusals: z.array(refusalForm).min(1) }),
]);

/** From the station, unasked. */
export const event = z.strictObject({ tell: z.string(), value: z.unknown() });

/** A message that is otherwise garbage, but says which question it is about: that one must not stay open for ever. */
export const numbered = z.object({ id: positive });

/** The member itself, never what every object inherits: `constructor` is no command. */
export const named = <T>(all: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

/**
 * A value of that form, free of whatever JSON cannot carry; or `BRIDGE_FORM` with the place of the first thing wrong, never with its
 * content, which may be a score.
 */
export function checked<F extends z.ZodType>(form: F, value: unknown, where: string): Result<z.infer<F>> {
  const notPlain = notPlainAt(value);
  if (notPlain !== null) return refuse(bridgeForm([where, ...notPlain].join('.')));
  const read = form.safeParse(value);
  if (read.success) return accept(read.data);
  return refuse(bridgeForm([where, ...(read.error.issues[0]?.path ?? [])].map(String).join('.')));
}

export const bridgeForm = (where?: string): Refusal =>
  refusal(
    'BRIDGE_FORM',
    '窗口与工作站之间的消息格式不符，该操作未执行；请重新启动本程序，若仍出现请联系监督人员',
    'Window and station do not understand each other; this was not done. Start the program again, and call the supervisor if it happens again',
    where,
  );

export const stationFault = (where?: string): Refusal =>
  refusal(
    'STATION_FAULT',
    '工作站内部出错；已保存的内容不会丢失。请重试，若仍出现请联系监督人员',
    'Something went wrong in the station; nothing saved is lost. Try again, and call the supervisor if it happens again',
    where,
  );

/** A question that was open is neither done nor not done: what was saved shows when the station is back. */
export const stationGone = (): Refusal =>
  refusal(
    'STATION_GONE',
    '工作站已停止运行；已保存的内容不会丢失。请等待其恢复后核对该操作是否已保存，若未恢复请联系监督人员',
    'The station has stopped; nothing saved is lost. When it is back, look whether this was saved; call the supervisor if it does not come back',
  );
