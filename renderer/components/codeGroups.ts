/** A check code as text: in groups of four, with a sign of omission where groups are left out, so that nobody compares a part as the whole. */

const GROUP = /.{1,4}/g;

/** @param most groups that are shown; all where absent */
export function groupsOf(code: string, most?: number): { shown: string; all: string; cut: boolean } {
  const groups = code.toUpperCase().match(GROUP) ?? [];
  const all = groups.join(' ');
  const cut = most !== undefined && most < groups.length;
  return { shown: cut ? `${groups.slice(0, most).join(' ')} …` : all, all, cut };
}
