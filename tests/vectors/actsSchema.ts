/** The acts as JSON Schema with who may do them and when: derived from the code, so that the format page cannot say something else. */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { rules } from '../../shared/evaluation/rulebook.ts';
import { type ActType, bodies } from '../../shared/journal/acts.ts';

const FILE = new URL('../../shared/journal/acts.schema.json', import.meta.url);

/** By act type: the offices that may do it, the phases in which (null: all), whether also in a pause, and the body's schema. */
export function actsSchema(): string {
  const types = Object.keys(bodies) as ActType[];
  const acts = types.map((type) => {
    const { by, during, whilePaused } = rules[type];
    const body = z.toJSONSchema(bodies[type], { io: 'input' });
    return [type, { by, during: during ?? null, whilePaused: whilePaused === true, body }];
  });
  return `${JSON.stringify(Object.fromEntries(acts), null, 1)}\n`;
}

export const keptSchema = (): string => readFileSync(FILE, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, actsSchema());
