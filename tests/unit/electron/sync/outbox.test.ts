import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pinnedAgent } from '../../../../electron/link/pinned.ts';
import { deliver } from '../../../../electron/sync/outbox.ts';
import { freshIdentity } from '../../../loopbackRoom.ts';

test('an answer without an end is not gathered', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  for (const name of ['sent.age', 'sent.seal.json']) writeFileSync(join(folder, name), '{}');
  const tls = await freshIdentity();
  const part = 'x'.repeat(64 * 1024);
  const server = createServer({ ...tls }, (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(part));
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = new AbortController();
  const problems: (string | undefined)[] = [];
  const receipt = await deliver({
    address: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    agent: pinnedAgent((key) => key === tls.fingerprint),
    files: { name: 'sent', ciphertext: join(folder, 'sent.age'), seal: join(folder, 'sent.seal.json') },
    recordings: [],
    accepts: () => true,
    progress: () => undefined,
    problem(refusal) {
      problems.push(refusal?.code);
      stop.abort();
    },
    signal: stop.signal,
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
  expect([receipt, problems]).toEqual([null, ['CENTRE_UNREACHABLE']]);
});
