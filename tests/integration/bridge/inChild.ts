import { parentPort } from '../../../electron/station/ports.ts';
import { startStation } from './station.ts';

const port = parentPort();
if (port !== null) {
  startStation(port, () => process.kill(process.pid, 'SIGKILL'));
  // A station outlives its window: this one says what it saw of the window's going, and ends.
  port.onClose(() => process.exit(7));
}
