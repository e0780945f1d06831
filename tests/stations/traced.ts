/** What a process, its threads and all that it starts say to the kernel about sockets, as strace hears it. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** With a filter in the kernel, only the calls that are looked for are stopped at; tracer and process are no parent and child, so that signals reach the process. */
const STRACE = ['strace', '-D', '-f', '--seccomp-bpf', '-q', '-ttt', '-yy'] as const;
/** Node's loop has an `io_uring` that only changes what it waits for; no program in JavaScript can put a socket's calls into it. */
const CALLS = 'socket,connect,listen,sendto,sendmsg,sendmmsg,?rename,?renameat,renameat2';

export const canTrace =
  spawnSync(STRACE[0], [...STRACE.slice(1), '-e', `trace=${CALLS}`, 'true']).status === 0;

/** The command that runs another one and writes what it does into the log. */
export const tracer = (log: string): string[] => [...STRACE, '-o', log, '-e', `trace=${CALLS}`];

export interface Seen {
  /** Seconds since 1970. */
  readonly at: number;
  /** `reaches 127.0.0.1:443`, `listens 127.0.0.1:443`, or the call itself, where it is one that no station has a use for. */
  readonly what: string;
}

export interface Traced {
  readonly sockets: readonly Seen[];
  /** Paths that a file was put at whole. */
  readonly renamed: readonly Seen[];
}

/** Reads a log to its end, which comes when the process has ended. */
export async function traced(log: string, pid: number): Promise<Traced> {
  const end = new RegExp(`^${pid} +\\S+ \\+\\+\\+ `, 'm');
  let text = await readFile(log, 'utf8');
  while (!end.test(text)) {
    await pause(10);
    text = await readFile(log, 'utf8');
  }
  const sockets: Seen[] = [];
  const renamed: Seen[] = [];
  for (const line of text.split('\n')) {
    // The arguments of these calls are known when they begin, so a line that another thread's breaks has them too.
    const [, time, call, rest] = /^\d+ +(\S+) (\w+)\((.*)/.exec(line) ?? [];
    if (call === undefined) continue;
    const at = Number(time);
    if (call.startsWith('rename'))
      renamed.push({
        at,
        what: rest!
          .match(/"[^"]*"/g)!
          .at(-1)!
          .slice(1, -1),
      });
    else sockets.push(...said(call, rest!).map((what) => ({ at, what })));
  }
  return { sockets, renamed };
}

/** Families that end on this machine: between its processes, and questions to its kernel. */
const OWN = /AF_(UNIX|NETLINK)\b|<(UNIX|NETLINK)/;

function said(call: string, rest: string): string[] {
  if (OWN.test(rest)) return [];
  switch (call) {
    case 'socket':
      return /^AF_INET6?, SOCK_(STREAM|DGRAM)/.test(rest) ? [] : [`${call}(${rest}`];
    case 'listen':
      return [`listens ${/^\d+<\w+:\[(.*)\]>/.exec(rest)?.[1] ?? rest}`];
    case 'connect':
    case 'sendto':
    case 'sendmsg':
    case 'sendmmsg': {
      const to = [...rest.matchAll(ADDRESS)].map(([, port, v4, v6]) => `reaches ${v4 ?? `[${v6}]`}:${port}`);
      return to.length > 0 ? to : [`${call}(${rest}`];
    }
    default:
      return [`${call}(${rest}`];
  }
}

const ADDRESS =
  /sin6?_port=htons\((\d+)\), (?:sin_addr=inet_addr\("([^"]+)"\)|sin6_flowinfo=.*?inet_pton\(AF_INET6, "([^"]+)")/g;
