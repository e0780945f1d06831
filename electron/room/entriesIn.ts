/** The entries of stored lines. */
import { type Entry, readEntry } from '../../shared/journal/entry.ts';

export function* entriesIn(lines: Iterable<string>): Generator<Entry> {
  for (const line of lines) {
    const entry = readEntry(line);
    // Verified when the journal was opened, or before it was stored.
    if (entry.ok) yield entry.value;
  }
}
