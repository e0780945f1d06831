/** Times as the report prints them: in the place's own offset, whatever offset the journal's clock wrote. */

/** Minutes east of UTC that an RFC 3339 instant is written in. */
function offsetMinutes(instant: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function shifted(instant: string, offsetOf: string): string {
  return new Date(Date.parse(instant) + offsetMinutes(offsetOf) * 60_000).toISOString();
}

/** `2026年5月18日`, the day of `instant` in the offset that `offsetOf` is written in. */
export function localDay(instant: string, offsetOf: string): string {
  const [year, month, day] = shifted(instant, offsetOf).slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** `2026-05-18 09:30:05`, to the second, in the offset that `offsetOf` is written in. */
export const localTime = (instant: string, offsetOf: string): string =>
  shifted(instant, offsetOf).slice(0, 19).replace('T', ' ');

/** `2026年5月18日` from `2026-05-18`. */
export function dayText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
