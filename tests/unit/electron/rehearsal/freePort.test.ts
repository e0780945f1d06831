import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../../../../electron/rehearsal/freePort.ts';

it('a port is given once, can be listened on, and is none that an outgoing connection gets', async () => {
  const given = await Promise.all(Array.from({ length: 200 }, freePort));
  expect(new Set(given).size).toBe(given.length);
  for (const port of given) {
    expect(port).toBeGreaterThanOrEqual(16_384);
    expect(port).toBeLessThan(32_768);
  }
  const server = createServer().listen(given[0], '127.0.0.1');
  await once(server, 'listening');
  await new Promise((resolve) => server.close(resolve));
});

it('no other process is given it while this one lives', async () => {
  const port = await freePort();
  // Another process that draws this one number, time after time, finds nothing free.
  const program = `
    import { syncBuiltinESMExports } from 'node:module';
    import crypto from 'node:crypto';
    crypto.randomInt = () => ${port};
    syncBuiltinESMExports();
    const { freePort } = await import(${JSON.stringify(new URL('../../../../electron/rehearsal/freePort.ts', import.meta.url).href)});
    process.stdout.write(await freePort().then(String, (error) => error.message));
  `;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(run.stdout).toBe('no port is free');
});
