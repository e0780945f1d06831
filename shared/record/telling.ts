/** How a sentence begins: with who did it, or with the machine that did it by itself. */
import type { Narrator } from './narrator.ts';
import { type Words, words } from './words.ts';

/** The actor with what he did. */
export const did = ({ actor }: Narrator, zh: string, en: string): Words =>
  words(`${actor.zh}${zh}`, `${actor.en} ${en}`);

/** The same with a text of the actor's own. */
export function saying(n: Narrator, zh: string, en: string, text: string): Words {
  const said = n.said(text);
  return did(n, `${zh}${said.zh}`, `${en}${said.en}`);
}

/** What a machine did by itself. */
export const itself = ({ machine }: Narrator, zh: string, en: string): Words =>
  words(`${machine.zh}${zh}`, `${machine.en} ${en}`);
