/** Runs one simulated device by its files. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { DEVICE_EVENTS, type DeviceEventName } from '../../../shared/devices/kinds.ts';
import { base64url } from '../../../shared/journal/encoding.ts';
import { accept, type Language, type Result, refusal, refuse } from '../../../shared/refusal.ts';
import { nativeCrypto } from '../../crypto/nativeCrypto.ts';
import { stationClock } from '../../station/clock.ts';
import { deviceFile, deviceRoom, readDeviceFile } from '../deviceFile.ts';
import { openLedBoard } from './board.ts';
import { NEVER, openController } from './controller.ts';

/**
 * A door or a locker: false where the room has refused an event for good. A board runs until SIGINT or SIGTERM.
 * Refuses `DEVICE_FILE`, and `DEVICE_EVENT` for an event that no device has.
 * @param options.say prints a line
 */
export async function runSimulator(options: {
  readonly file: string;
  readonly room: string;
  readonly memory: string;
  readonly events: readonly string[];
  readonly language: Language;
  readonly say: (line: string) => void;
}): Promise<Result<boolean>> {
  const { memory, events, language, say } = options;
  const device = await readDeviceFile(options.file, deviceFile);
  if (!device.ok) return device;
  const room = await readDeviceFile(options.room, deviceRoom);
  if (!room.ok) return room;
  const unknown = events.find((event) => !DEVICE_EVENTS.includes(event as DeviceEventName));
  if (unknown !== undefined)
    return refuse(refusal('DEVICE_EVENT', '没有这种设备事件', 'There is no such event', unknown));
  const { id, kind, seed, listen } = device.value;
  const secretKey = base64url.decode(seed);
  const { now } = stationClock(
    () => new Date(),
    () => performance.now(),
  );
  const common = { crypto: nativeCrypto, secretKey, memory };
  let taken = true;
  const controller = await openController({
    ...common,
    memory: `${memory}.events`,
    random: (length) => new Uint8Array(randomBytes(length)),
    device: { id, kind },
    room: room.value,
    now,
    onSending({ counter, event, status, entry, code }) {
      say(`${counter} ${event} ${status} ${entry ?? code ?? ''}`.trim());
      if (NEVER.includes(status)) taken = false;
    },
  });
  const board =
    listen === undefined
      ? null
      : await openLedBoard({
          ...common,
          id,
          host: room.value.key,
          listen,
          onShown: (lines) => say(lines[language].join(' | ')),
        });
  for (const event of events) await controller.report(event as DeviceEventName);
  await controller.sent();
  if (board !== null) {
    say(`http://${listen!.host}:${board.port}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await board.close();
  }
  await controller.close();
  return accept(taken);
}
