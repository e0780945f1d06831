/**
 * `npm run devices -- new <folder> --kind door|locker|board --id <name> [--listen <host:port>]` makes a simulated device and prints the key that `provision` is
 * told. `npm run devices -- <folder>/device.json --room <devices/room.json> [event ...]` runs it: a door or a locker reports the events, in
 * order, and ends when the room has answered all; a board shows its lines until it is ended.
 * Exit 0; 2 where it is refused, or the room has refused an event for good; 70 for any other failure.
 */
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeDevice } from '../devices/simulator/makeDevice.ts';
import { runSimulator } from '../devices/simulator/run.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE =
  'npm run devices -- new <folder> --kind door|locker|board --id <name> [--listen <host:port>]\nnpm run devices -- <device.json> --room <room.json> [event ...] [--lang zh|en]';

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      kind: { type: 'string' },
      id: { type: 'string' },
      listen: { type: 'string' },
      room: { type: 'string' },
      lang: { type: 'string' },
    },
  });
  const language = languageOf(values.lang);
  const [first, ...others] = positionals;
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (first === undefined) throw new UsageError('what is to be run?');
  const [folder] = others;
  if (first === 'new') {
    if (folder === undefined || others.length > 1) throw new UsageError('new makes one folder');
    const made = await makeDevice(folder, values);
    if (made.ok) say(made.value);
    else sayRefusals(made.refusals, language);
    return made.ok ? 0 : 2;
  }
  if (values.room === undefined) throw new UsageError('--room names what provision has written for devices');
  const ran = await runSimulator({
    file: first,
    room: values.room,
    memory: join(dirname(first), 'memory.json'),
    events: others,
    language,
    say,
  });
  if (!ran.ok) sayRefusals(ran.refusals, language);
  return ran.ok && ran.value ? 0 : 2;
}

await runCommand(USAGE, main);
