/** A screen of its own for a window: a virtual X display of a given size, with a small window manager on it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Display {
  /** As `DISPLAY` wants it: `:7`. */
  readonly name: string;
  close(): Promise<void>;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/**
 * Starts Xvfb at a number that it chooses itself, so that displays of several runs do not meet.
 * Rejects with what is missing where there is no Xvfb. Without openbox windows are not managed, and nothing else is different.
 */
export async function virtualDisplay(width: number, height: number): Promise<Display> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', () =>
      reject(
        new Error(
          'Xvfb is not installed (on Debian: apt-get install xvfb): there is no screen for the windows',
        ),
      ),
    );
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    let said = '';
    server.stdio[3]?.on('data', (text) => {
      said += text;
      if (said.includes('\n')) resolve(said.trim());
    });
  });
  const name = `:${number}`;
  const manager = spawn('openbox', ['--sm-disable'], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: name },
  });
  manager.once('error', () => undefined);
  return {
    name,
    async close() {
      await end(manager);
      await end(server);
    },
  };
}
