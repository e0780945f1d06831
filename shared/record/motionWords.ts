/** What a motion asks of the committee, inside a sentence. */
import type { Motion } from '../journal/motion.ts';
import type { Narrator } from './narrator.ts';
import { MOTIONS, type Words, words } from './words.ts';

export function motionWords(n: Narrator, motion: Motion): Words {
  if (motion.kind === 'absence')
    return words(`认定${n.person(motion.member)}缺席`, `stating that ${n.person(motion.member)} is absent`);
  if (motion.kind === 'taken-to-agree')
    return words(
      `${n.person(motion.member)}拒绝签字且不陈述理由，视为同意`,
      `taking ${n.person(motion.member)}, who does not sign and gives no reason, to agree`,
    );
  return MOTIONS[motion.kind];
}
