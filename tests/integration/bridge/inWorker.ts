import { parentPort } from 'node:worker_threads';
import { messagePort } from '../../../electron/station/ports.ts';
import { startStation } from './station.ts';

if (parentPort !== null) {
  startStation(messagePort(parentPort), () => {
    setImmediate(() => {
      throw new Error('a worker crashes');
    });
  });
}
