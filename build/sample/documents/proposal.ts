import type { Bid, Project } from '../../../shared/project/model.ts';
import { Book } from '../book/book.ts';
import { choose, chooseNumber } from '../choice.ts';
import { firmOf } from '../firms.ts';
import { readProse } from '../prose.ts';
import { bookSetting } from './appearance.ts';
import { START } from './conditions.ts';
import { drawGantt } from './gantt.ts';
import { PROPOSAL_TABLES } from './proposalTables.ts';
import type { ProposalFacts } from './resourceTables.ts';
import { chineseDate, dayAfter } from './schedule.ts';
import { drawSitePlan } from './sitePlan.ts';

/** The technical proposal (施工组织设计) of a bid of the demonstration. */
export async function makeProposal(project: Project, { bid, name }: Bid): Promise<Uint8Array> {
  const firm = firmOf(bid);
  const facts: ProposalFacts = { bid, firm, start: START, peak: 176 + chooseNumber(`${bid}/peak`, 38) };
  const book = new Book(bookSetting(project, bid, name, '施工组织设计'));
  book.cover(project.name, '施工组织设计', [
    `标    段：${project.lot ?? '1'}标段`,
    `投 标 人：${name}（盖单位章）`,
    `法定代表人或其委托代理人：${firm.agent}（签字）`,
    '二〇二六年五月十五日',
  ]);
  book.contents(2);
  const words = {
    project: project.name,
    owner: project.owner ?? '招标人',
    manager: firm.manager,
    engineer: firm.engineer,
    days: String(firm.days),
    start: chineseDate(START),
    finish: chineseDate(dayAfter(START, firm.days - 1)),
    peak: String(facts.peak),
    cranes: choose(`${bid}/cranes`, ['一台QTZ80塔式起重机', '两台QTZ63塔式起重机']),
  };
  for (const block of await readProse('proposal', words, bid)) {
    if (block.kind === 'heading') book.heading(block.level, block.text);
    else if (block.kind === 'paragraph') book.paragraph(block.text);
    else if (block.name === 'gantt') drawGantt(book, bid, firm.days, START);
    else if (block.name === 'siteplan') drawSitePlan(book, bid);
    else PROPOSAL_TABLES[block.name]!(book, facts);
    // What follows a drawing's own sheet goes upright again.
    if (block.kind === 'insert' && (block.name === 'gantt' || block.name === 'siteplan')) book.newPage();
  }
  return book.finish();
}
