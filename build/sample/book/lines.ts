/** The width of a text in points. */
type Measure = (text: string) => number;

// Line breaking rules of Chinese typesetting (禁则): a line starts with no closing and ends with no opening punctuation.
const NOT_AT_START = new Set('，。、；：？！）》〉」』】〕”’％℃…—·,.;:?!)%');
const NOT_AT_END = new Set('（《〈「『【〔“‘(¥第');

/** What stays together on a line: a character with the punctuation that clings to it, or a number or Latin word with its unit. */
function pieces(text: string): string[] {
  const result: string[] = [];
  let open = '';
  for (const [token] of text.matchAll(/[A-Za-z0-9][A-Za-z0-9.,\-+/]*[㎡³²℃%]?|./gsu)) {
    if (NOT_AT_END.has(token)) open += token;
    else if (NOT_AT_START.has(token) && open === '' && result.length > 0) result[result.length - 1] += token;
    else {
      result.push(open + token);
      open = '';
    }
  }
  if (open !== '') result.push(open);
  return result;
}

/** Breaks a paragraph into lines no wider than `width` points; `indent` is what the first line loses. */
export function breakLines(text: string, width: number, measure: Measure, indent = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let left = width - indent;
  const flush = (): void => {
    lines.push(line);
    line = '';
    left = width;
  };
  const add = (piece: string): void => {
    const needed = measure(piece);
    if (needed > left && line !== '') flush();
    if (needed > left && [...piece].length > 1) {
      for (const character of piece) add(character);
      return;
    }
    line += piece;
    left -= needed;
  };
  for (const part of text.split('\n')) {
    for (const piece of pieces(part)) add(piece);
    flush();
  }
  return lines;
}
