/** A release in words, and whose sheet it showed to be void: everybody has to know why scores that were open no longer count. */
import type { Narrator } from './narrator.ts';

export function releaseWords(n: Narrator, round: number): [zh: string, en: string] {
  const sheets = [...(n.state.rounds[round - 1]?.sheets ?? [])];
  const cheats = sheets.flatMap(([who, { by, seq }]) => (by === 'void' && seq === n.seq ? [who] : []));
  const zh = `交出第${round}轮评分密钥，评分表开封`;
  const en = `gave out the keys of round ${round}; sheets are opened`;
  if (cheats.length === 0) return [zh, en];
  const names = n.people(cheats);
  return [
    `${zh}；${names}分发的密钥份额与其承诺的评分密钥不符，该评分表无效`,
    `${en}; the shares that ${names} dealt are not of the committed key: that sheet is void`,
  ];
}
