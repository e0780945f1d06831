/**
 * What carries a bridge: a MessagePort, a worker, a child process. All keep what comes before somebody listens, deliver in the order of
 * posting, and drop what is posted to an end that is gone. `onClose` is for the other end's going alone, not for an own `close`.
 */
import type { ChildProcess } from 'node:child_process';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { BridgePort } from '../../shared/bridge/contract.ts';

/** A port of worker_threads: one end of a MessageChannel, a worker's `parentPort`, or the Worker itself, which `close` ends. */
export function messagePort(port: MessagePort | Worker): BridgePort {
  const box = mailbox();
  port.on('message', box.deliver);
  if (port instanceof Worker) {
    // A worker that crashes must not take the window's process with it: its exit follows, and says enough here.
    port.on('error', () => undefined);
    port.once('exit', box.end);
  } else {
    port.once('close', box.end);
  }
  return {
    ...box.listening,
    post: (message) => port.postMessage(message),
    close() {
      box.silence();
      if (port instanceof Worker) void port.terminate();
      else port.close();
    },
  };
}

/** How long a process that has exited may take to hand over what it had sent, in milliseconds. */
const LAST_WORDS = 1000;

/**
 * The side that forked. Values are plain JSON, so fork's default serialization carries them, as does `advanced`. `close` lets the child's
 * channel go and leaves the child running: to end it is for who forked it.
 */
export function childPort(child: ChildProcess): BridgePort {
  const box = mailbox();
  child.on('message', box.deliver);
  child.once('disconnect', box.end);
  // What the child sent last is still in the pipe when it has exited: the channel's own end comes after it.
  child.once('exit', () => {
    setTimeout(box.end, LAST_WORDS).unref();
  });
  // A child that could not be started must not take the window's process with it: its channel ends as well, and says enough here.
  child.on('error', () => undefined);
  if (!child.connected) box.end();
  return channelPort(child, box);
}

/** What Electron gives a utility process of its own to speak to the app; it ends with the app. */
interface UtilityParent {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The side that was forked, by Node or as Electron's utility process; null where this process was started without a channel, as from a terminal. */
export function parentPort(): BridgePort | null {
  const { parentPort: utility } = process as NodeJS.Process & { readonly parentPort?: UtilityParent };
  if (utility !== undefined) return utilityPort(utility);
  if (process.send === undefined) return null;
  const box = mailbox();
  process.on('message', box.deliver);
  process.once('disconnect', box.end);
  if (!process.connected) box.end();
  return channelPort(process, box);
}

function utilityPort(parent: UtilityParent): BridgePort {
  const box = mailbox();
  let closing = false;
  parent.on('message', ({ data }) => box.deliver(data));
  return {
    ...box.listening,
    post(message) {
      if (!closing) parent.postMessage(message);
    },
    close() {
      box.silence();
      closing = true;
    },
  };
}

function channelPort(channel: ChildProcess | NodeJS.Process, box: Mailbox): BridgePort {
  let unsent = 0;
  let closing = false;
  const disconnect = (): void => {
    if (channel.connected) channel.disconnect?.();
  };
  const sent = (): void => {
    unsent -= 1;
    // A large message is written in parts: who disconnects before its end cuts it off.
    if (closing && unsent === 0) disconnect();
  };
  return {
    ...box.listening,
    post(message) {
      if (closing || !channel.connected) return;
      unsent += 1;
      // The error of a channel that broke (EPIPE, ERR_IPC_CHANNEL_CLOSED) comes to this callback, and the end itself to the mailbox.
      channel.send?.(message as object, undefined, undefined, sent);
    },
    close() {
      box.silence();
      closing = true;
      if (unsent === 0) disconnect();
    },
  };
}

interface Mailbox {
  readonly listening: Pick<BridgePort, 'onMessage' | 'onClose'>;
  deliver(message: unknown): void;
  end(): void;
  /** From now on nobody is told anything: this side has closed. */
  silence(): void;
}

/** Keeps messages, and the end, for a listener that comes later; hands them over in the next turn, so that others can still be set. */
function mailbox(): Mailbox {
  const kept: unknown[] = [];
  let listener: ((message: unknown) => void) | null = null;
  let closeListener: (() => void) | null = null;
  let state: 'open' | 'ended' | 'told' | 'silent' = 'open';

  const tellEnd = (): void => {
    if (state !== 'ended' || closeListener === null) return;
    state = 'told';
    closeListener();
  };
  const handOver = (): void => {
    while (listener !== null && kept.length > 0 && state !== 'silent') listener(kept.shift());
  };
  return {
    listening: {
      onMessage(given) {
        queueMicrotask(() => {
          listener = given;
          handOver();
        });
      },
      onClose(given) {
        queueMicrotask(() => {
          closeListener = given;
          tellEnd();
        });
      },
    },
    deliver(message) {
      kept.push(message);
      handOver();
    },
    end() {
      if (state === 'open') state = 'ended';
      tellEnd();
    },
    silence() {
      state = 'silent';
    },
  };
}
