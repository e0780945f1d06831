/** Everything that a report's model says, as one text. */
import type { Block, ReportModel } from '../../../../shared/report/index.ts';

function blockText(block: Block): string[] {
  switch (block.kind) {
    case 'section':
      return [block.title];
    case 'paragraph':
      return [block.text];
    case 'facts':
      return block.rows.map(([label, value]) => `${label}：${value}`);
    case 'table':
      return [
        block.title,
        block.columns.map(({ title }) => title).join(' | '),
        ...block.rows.map((row) => row.join(' | ')),
        ...(block.notes ?? []),
      ];
    case 'signatures':
      return block.rows.map(({ name, office, state }) => `${name} ${office} ${state}`);
  }
}

export function modelText({ cover, running, chapters }: ReportModel): string {
  return [
    cover.title,
    cover.remark ?? '',
    ...cover.facts.map(([label, value]) => `${label}：${value}`),
    running,
    ...chapters.flatMap(({ title, blocks }) => [title, ...blocks.flatMap(blockText)]),
  ].join('\n');
}

/** What one chapter says, found by a word of its title. */
export function chapterText(model: ReportModel, word: string): string {
  const chapters = model.chapters.filter(({ title }) => title.includes(word));
  return modelText({ ...model, cover: { ...model.cover, facts: [] }, chapters });
}
