import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { windows } from '../../../../electron/station/station.ts';
import type { BridgePort } from '../../../../shared/bridge/contract.ts';
import { roomContract } from '../../../../shared/bridge/room.ts';

test('a status that cannot be told is a fault for the log, and the next one is told', async () => {
  const faults: unknown[] = [];
  let asked = 0;
  const told = windows(roomContract, {
    status() {
      asked += 1;
      throw new Error('the disk');
    },
    lines: () => [],
    onFault: (error) => faults.push((error as Error).message),
  });
  const port: BridgePort = {
    post: () => undefined,
    onMessage: () => undefined,
    onClose: () => undefined,
    close: () => undefined,
  };
  told.add(port, () => ({}) as never);
  told.changed();
  await turn();
  told.changed();
  await turn();
  told.close();
  expect([asked, faults]).toEqual([2, ['the disk', 'the disk']]);
});
