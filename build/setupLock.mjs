/** One set-up at a time in one tree: two `npm ci` at once would leave half of each. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

const PAUSE = 300;

/** An empty file is one whose writer is between creating and filling it; after this many milliseconds it is one that died there. */
const FILLING = 10_000;

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isAbandoned(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return pid === 0 ? Date.now() - statSync(path).mtimeMs > FILLING : !isRunning(pid);
  } catch {
    return false;
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function removeAbandoned(path) {
  const aside = `${path}-${process.pid}`;
  try {
    // A rename succeeds for one of several that found the same dead owner.
    renameSync(path, aside);
    rmSync(aside);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** Runs `work` while no other process does so for the same lock file; a lock whose owner has died is taken over. */
export async function alone(path, work) {
  let told = false;
  while (!take(path)) {
    if (isAbandoned(path)) removeAbandoned(path);
    else {
      if (!told) process.stderr.write(`set-up: waiting for another set-up to end (${path})\n`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}
