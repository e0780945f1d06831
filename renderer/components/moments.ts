/** Moments as people read them: 2026年5月18日 09:30, with seconds where it is evidence. The offset that stands in the text is kept: the room's time is read, not this machine's. */
import type { Language } from '../../shared/refusal.ts';

const RFC3339 = /^\d{4}-\d{2}-\d{2}T(\d{2}:\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** @param at RFC 3339 with offset; what is not one is shown as it is */
export function dayAndTime(at: string, language: Language, seconds = false): string {
  const parts = RFC3339.exec(at);
  if (parts === null) return at;
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: parts[3] === 'Z' ? 'UTC' : parts[3]!,
    ...(seconds ? { second: '2-digit' as const } : {}),
  }).format(new Date(at));
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/gu;

/** A sentence of the core, which keeps its instants as the record has them, with moments as people read them. */
export const withMoments = (text: string, language: Language): string =>
  text.replace(INSTANT, (at) => dayAndTime(at, language, true));

/** Time of day alone, with seconds where it is evidence. */
export function timeOfDay(at: string, seconds = false): string {
  const parts = RFC3339.exec(at);
  return parts === null ? at : seconds ? `${parts[1]}:${parts[2]}` : parts[1]!;
}

/** Time of day with seconds, after the date where it is not that of `day`: an evaluation may go on over nights. */
export function timeBeside(at: string, day: string, language: Language): string {
  const zone = offsetOf(at);
  return dateIn(at, zone) === dateIn(day, zone) ? timeOfDay(at, true) : dayAndTime(at, language, true);
}

/** Milliseconds by which the zone that a moment is written in is ahead of UTC. */
const offsetOf = (at: string): number =>
  Date.parse(`${at.slice(0, 19)}Z`) - Math.floor(Date.parse(at) / 1000) * 1000;

const dateIn = (at: string, offset: number): string => {
  const moment = Date.parse(at);
  return Number.isNaN(moment) || Number.isNaN(offset)
    ? ''
    : new Date(moment + offset).toISOString().slice(0, 10);
};

/** How long something lasts, in the units that people say it in: seconds below a minute, minutes below an hour, then hours, and minutes where there are any. */
interface Lasting {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'hoursAndMinutes';
  /** Of the unit; the hours where there are minutes besides. */
  readonly count: number;
  /** Over the full hours. */
  readonly minutes: number;
}

export function lasting(milliseconds: number): Lasting {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return { unit: 'seconds', count: seconds, minutes: 0 };
  if (minutes < 60) return { unit: 'minutes', count: minutes, minutes };
  const over = minutes % 60;
  return { unit: over === 0 ? 'hours' : 'hoursAndMinutes', count: Math.floor(minutes / 60), minutes: over };
}

const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, '0');

/** Time of day of this machine's clock in its own zone, as far as a clock on the wall needs it. */
export function wallTime(now: number, seconds = false): string {
  const date = new Date(now);
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return seconds ? `${minutes}:${two(date.getSeconds())}` : minutes;
}

/** @param now milliseconds since 1970 @returns RFC 3339 with milliseconds and this machine's own offset */
export function instantOf(now: number): string {
  const offset = -new Date(now).getTimezoneOffset();
  const local = new Date(now + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
