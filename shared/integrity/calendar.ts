/** Arithmetic on days of the calendar, as texts `YYYY-MM-DD`: no clock and no time zone takes part. */
import { daysIn } from '../project/calendarDate.ts';

/** A day as a number that orders like the calendar, also beyond the year 9999. */
const order = (day: string): number => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return (year * 100 + month) * 100 + date;
};

export const isBefore = (a: string, b: string): boolean => order(a) < order(b);

/** The same day of the month so many months later; where that month has no such day, its last day. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const passed = year * 12 + (month - 1) + months;
  const [laterYear, laterMonth] = [Math.floor(passed / 12), (passed % 12) + 1];
  const laterDate = Math.min(date, daysIn(laterYear, laterMonth));
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${digits(laterYear, 4)}-${digits(laterMonth, 2)}-${digits(laterDate, 2)}`;
}
