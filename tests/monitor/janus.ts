/** Janus (Meetecho's WebRTC server, Debian's package) as the media server that a stream goes to, and as the one that a viewer gets it back from. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answerTo, newPeer } from '../../electron/monitor/rtc.ts';
import { freePort } from '../../electron/rehearsal/freePort.ts';
import type { Taker } from './whipEndpoint.ts';

const LIBRARIES = '/usr/lib/x86_64-linux-gnu/janus';
const ROOM = 1234;

interface Told {
  readonly janus: string;
  readonly sender?: number;
  readonly plugindata?: { readonly data: Readonly<Record<string, unknown>> };
  readonly jsep?: { readonly type: string; readonly sdp: string };
}

export interface Janus {
  readonly take: Taker;
  /** Receives what a stream's publisher sends, as a viewer of Janus does. @param hear is given the peer before its tracks come */
  watch(stream: string, hear: (peer: RTCPeerConnection) => void): Promise<void>;
  close(): Promise<void>;
}

/** Starts Janus on the loopback, with one video room. */
export async function startJanus(folder: string): Promise<Janus> {
  const port = await freePort();
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'janus.jcfg'),
    `general: { configs_folder = "${folder}"; plugins_folder = "${LIBRARIES}/plugins"; transports_folder = "${LIBRARIES}/transports"; }
media: { ipv6 = false; }
plugins: { disable = "${['audiobridge', 'duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'streaming', 'textroom', 'videocall', 'voicemail'].map((one) => `libjanus_${one}.so`).join(',')}"; }
transports: { disable = "${['mqtt', 'nanomsg', 'pfunix', 'rabbitmq', 'websockets'].map((one) => `libjanus_${one}.so`).join(',')}"; }
`,
  );
  await writeFile(
    join(folder, 'janus.transport.http.jcfg'),
    `general: { json = "compact"; base_path = "/janus"; http = true; port = ${port}; ip = "127.0.0.1"; https = false; }
admin: { admin_http = false; }
`,
  );
  await writeFile(
    join(folder, 'janus.plugin.videoroom.jcfg'),
    `room-${ROOM}: { description = "seats"; publishers = 16; videocodec = "vp8"; audiocodec = "opus"; }
`,
  );
  const server: ChildProcess = spawn('janus', ['-F', folder, '-o', '-d', '3'], {
    stdio: 'ignore',
  });
  const failed = once(server, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  const api = `http://127.0.0.1:${port}/janus`;

  async function ask(path: string, body: object): Promise<Told & { data?: { id: number } }> {
    const response = await fetch(`${api}${path}`, {
      method: 'POST',
      body: JSON.stringify({ transaction: 'test', ...body }),
    });
    return (await response.json()) as Told & { data?: { id: number } };
  }

  /** A session of its own for each stream and viewer: its events are its own. */
  async function handle() {
    const session = (await ask('', { janus: 'create' })).data!.id;
    const own = (await ask(`/${session}`, { janus: 'attach', plugin: 'janus.plugin.videoroom' })).data!.id;
    return {
      async message(body: object, jsep?: object): Promise<Told> {
        await ask(`/${session}/${own}`, { janus: 'message', body, ...(jsep === undefined ? {} : { jsep }) });
        for (;;) {
          const told = (await (await fetch(`${api}/${session}?maxev=1`)).json()) as Told;
          if (told.janus === 'event') return told;
        }
      },
      end: () => ask(`/${session}`, { janus: 'destroy' }),
    };
  }

  await Promise.race([failed, reachable(`${api}/info`)]);
  const feeds = new Map<string, number>();
  const viewers: { peer: RTCPeerConnection; end(): Promise<unknown> }[] = [];
  return {
    async take(stream, sdp) {
      const publisher = await handle();
      const joined = await publisher.message({
        request: 'join',
        room: ROOM,
        ptype: 'publisher',
        display: stream,
      });
      feeds.set(stream, joined.plugindata!.data['id'] as number);
      const { jsep } = await publisher.message({ request: 'publish' }, { type: 'offer', sdp });
      return {
        answer: jsep!.sdp,
        async end() {
          await publisher.end();
        },
      };
    },
    async watch(stream, hear) {
      const viewer = await handle();
      const join = {
        request: 'join',
        room: ROOM,
        ptype: 'subscriber',
        streams: [{ feed: feeds.get(stream) }],
      };
      // Until the publisher's keys are agreed there is nothing to subscribe to.
      let { jsep } = await viewer.message(join);
      while (jsep === undefined) {
        await wait(100);
        ({ jsep } = await viewer.message(join));
      }
      const peer = newPeer();
      hear(peer);
      viewers.push({ peer, end: viewer.end });
      await viewer.message({ request: 'start' }, { type: 'answer', sdp: await answerTo(peer, jsep.sdp) });
    },
    async close() {
      for (const { peer, end } of viewers) {
        peer.close();
        await end();
      }
      const gone = once(server, 'exit');
      server.kill('SIGTERM');
      await gone;
    },
  };
}

async function reachable(address: string): Promise<void> {
  for (;;) {
    const answered = await fetch(address).catch(() => null);
    if (answered?.ok) return;
    await wait(100);
  }
}
