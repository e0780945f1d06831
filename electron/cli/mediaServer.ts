/**
 * `npm run media-server -- <folder> --listen <host:port>`: a media server of the monitoring system's, until it is ended. Rooms send it their seats' camera and
 * sound by WHIP, viewers receive them by WHEP. The folder holds its TLS key and the two tokens, made at the first start; what a room's station
 * file needs is printed.
 * Exit 0 when it is ended (SIGTERM, SIGINT), 2 where its key or its address cannot be used, 70 for any other failure.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tlsIdentity } from '../link/tlsIdentity.ts';
import { writeDurably } from '../store/durableFile.ts';
import { openMediaServer } from '../viewing/mediaServer.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE = 'npm run media-server -- <folder> --listen <host:port> [--lang zh|en]';
const OWNER_ONLY = 0o600;

/** A token that is kept in the folder, made where there is none. */
async function tokenIn(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (kept.trim() !== '') return kept.trim();
  const token = randomBytes(24).toString('base64url');
  await writeDurably(path, `${token}\n`, OWNER_ONLY);
  return token;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { listen: { type: 'string' }, lang: { type: 'string' } },
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new UsageError('one folder is needed');
  const at = /^(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(values.listen ?? '');
  if (at === null) throw new UsageError('--listen is host:port');
  const host = (at[1] ?? at[2])!;
  const tls = await tlsIdentity(folder);
  if (!tls.ok) {
    sayRefusals(tls.refusals, languageOf(values.lang));
    return 2;
  }
  const tokens = { whip: await tokenIn(folder, 'whip.token'), whep: await tokenIn(folder, 'whep.token') };
  const opened = await openMediaServer({ listen: { host, port: Number(at[3]) }, tls: tls.value, tokens });
  if (!opened.ok) {
    sayRefusals(opened.refusals, languageOf(values.lang));
    return 2;
  }
  const server = opened.value;
  const base = `https://${at[1] === undefined ? host : `[${host}]`}:${server.port}`;
  const { fingerprint } = tls.value;
  const whip = { address: `${base}/whip`, fingerprint, token: tokens.whip };
  process.stdout.write(
    `${JSON.stringify({ whip, whep: { ...whip, address: `${base}/whep`, token: tokens.whep } })}\n`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  await server.close();
  return 0;
}

await runCommand(USAGE, main);
