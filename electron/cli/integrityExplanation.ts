/** The integrity part of an explanation: every record that made the score, with its source. */
import { printable } from '../../shared/project/faults.ts';
import type { Language } from '../../shared/refusal.ts';
import type { IntegrityExplanation, PartExplanation } from '../../shared/scoring/index.ts';
import { say } from './words.ts';

type RulebookItem = PartExplanation['items'][number];
type RecordLine = RulebookItem['records'][number];

const STANDING = {
  counts: say('计入', 'counts'),
  'not-yet': say('尚未生效，不计', 'not yet, left out'),
  expired: say('已过有效期，不计', 'expired, left out'),
  ended: say('已修复或撤销，不计', 'repaired or revoked, left out'),
} as const;

function recordText(item: RulebookItem, record: RecordLine, language: Language): string {
  const source = [record.department, record.document].filter((text) => text !== '').join(' ');
  const span =
    record.ends === ''
      ? `${record.date} – ${record.until}`
      : `${record.date} – ${record.until} / ${record.ends}`;
  const text = `${record.record}  ${record.count} × ${item.points}  ${span}  ${STANDING[record.standing][language]}  ${source}`;
  return printable(text.trimEnd());
}

function itemLines(item: RulebookItem, language: Language): readonly string[] {
  const cap = item.capped ? say(`（封顶 ±${item.cap}）`, ` (cut to ±${item.cap})`)[language] : '';
  const result = item.capped ? `${item.sum} → ${item.value}` : item.value;
  return [
    `  ${printable(`${item.code} ${item.name}`)}  ${result}${cap}`,
    ...item.records.map((record) => `    ${recordText(item, record, language)}`),
  ];
}

function partLines(part: PartExplanation, language: Language): readonly string[] {
  const terms = [part.base, ...part.items.map(({ value }) => value)].join(' + ').replaceAll('+ -', '− ');
  const cut =
    part.sum === part.value
      ? ''
      : say(`（限于 ${part.min} 至 ${part.max}）`, ` (cut to ${part.min} to ${part.max})`)[language];
  const result = part.sum === part.value ? part.value : `${part.sum} → ${part.value}`;
  const equation = terms === result ? result : `${terms} = ${result}`;
  return [
    `${printable(part.name)} × ${part.weight}${language === 'zh' ? '：' : ': '}${equation}${cut}`,
    ...part.items.flatMap((item) => itemLines(item, language)),
  ];
}

/** How an enterprise came to its integrity score (诚信得分), a line each. */
export function integrityLines(integrity: IntegrityExplanation, language: Language): readonly string[] {
  const label = say('诚信得分', 'integrity score')[language];
  if (integrity.from === 'scores') return [`${label} = ${integrity.score} (integrity/scores)`];
  if (integrity.from === 'missing') {
    const note = say('（库中无分，按 missing 取值）', ' (none in the extract: `missing` stands in)')[
      language
    ];
    return [`${label} = ${integrity.score}${note}`];
  }
  const sum = integrity.parts.map(({ weight, value }) => `${weight} × ${value}`).join(' + ');
  return [
    ...integrity.parts.flatMap((part) => partLines(part, language)),
    `${label} = ${sum} = ${integrity.score}`,
  ];
}
