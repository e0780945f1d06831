/** The gateway's messages as JSON Schema, derived from the code, so that the format page cannot say something else. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageSchemas } from '../../shared/gateway/messages.ts';

const FILE = new URL('../../shared/gateway/schemas.json', import.meta.url);

/** By type, the schema of the whole message. */
export function gatewaySchemas(): string {
  const schemas = Object.entries(messageSchemas).map(([kind, schema]) => [
    `sealroom.${kind}.v1`,
    z.toJSONSchema(schema),
  ]);
  return `${JSON.stringify(Object.fromEntries(schemas), null, 1)}\n`;
}

export const keptGatewaySchemas = (): string => readFileSync(FILE, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, gatewaySchemas());
