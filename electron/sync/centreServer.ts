/** The centre's door for sealed results: the seal by PUT, the encrypted file by tus (tus.io, 1.0), the receipt by GET. FORMAT.md has the page. */
import { statfsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';
import { accept, type Refusal, type Result } from '../../shared/refusal.ts';
import { type Listen, listening } from '../link/listening.ts';
import { centreFull, sealMissing } from './centreRefusals.ts';
import type { CentreStore } from './centreStore.ts';

const UPLOADS = '/uploads';
const SEAL_LIMIT = 1024 * 1024;
/** Bytes of a file at most: what verifies it reads it at once, and Node reads no more. */
const LARGEST = 2 ** 31 - 1;
/** Bytes that stay free for the centre's own work. */
const RESERVE = 2 ** 30;
/** Milliseconds. */
const PAUSE = 5_000;
const RESULT = /^\/results\/([0-9a-f]{64})\/(seal|receipt)(?:\?name=([^&]{1,600}))?$/;
const RECORDING = /^\/results\/([0-9a-f]{64})\/recordings\/(.{1,200})\?sha256=([0-9a-f]{64})$/;
const UPLOAD = /^\/uploads\/([0-9a-f]{64})$/;
const DIGEST = /^[0-9a-f]{64}$/;
const NAME = /^[\p{L}\p{N}._-]{1,200}$/u;

export interface CentreServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Refuses an address that this machine does not give.
 * @param options.folder for uploads that have not come to their end
 * @param options.space how many bytes may still come; what is free on the disk, but for a reserve, where nothing is said
 * @param options.pause milliseconds before an upload that the disk did not let be taken is tried again
 */
export async function openCentreServer(options: {
  readonly listen: Listen;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly store: CentreStore;
  readonly folder: string;
  readonly space?: () => number;
  readonly pause?: number;
  readonly onFault: (error: unknown) => void;
}): Promise<Result<CentreServer>> {
  const { store, onFault } = options;
  const uploads = join(options.folder, 'uploads');
  await mkdir(uploads, { recursive: true, mode: 0o700 });
  const again = new Set<NodeJS.Timeout>();
  const datastore = new FileStore({ directory: uploads });
  const space = options.space ?? (() => freeBytes(uploads) - RESERVE);
  const tus = new TusServer({
    path: UPLOADS,
    relativeLocation: true,
    datastore,
    // The upload's name is the digest that it is to have: whoever was cut off finds it again without keeping anything.
    namingFunction: (_, metadata) => metadata?.['sha256'] ?? metadata?.['ciphertext'] ?? '',
    getFileIdFromRequest: (request) => UPLOAD.exec(new URL(request.url).pathname)?.[1],
    maxSize: LARGEST,
    // Anybody in this network can ask: an upload belongs to a seal that has come, and leaves the disk room to work.
    async onIncomingRequest(request) {
      const bytes = Number(request.headers.get('upload-length') ?? request.headers.get('content-length'));
      if (['POST', 'PATCH'].includes(request.method) && bytes >= space()) throw refused(507, centreFull);
    },
    async onUploadCreate(_, upload) {
      if (!DIGEST.test(upload.id)) throw { status_code: 400, body: 'ciphertext: SHA-256 in hex' };
      if (!store.hasSeal(upload.metadata?.['ciphertext'] ?? '')) throw refused(422, sealMissing);
      return {};
    },
    async onUploadFinish(_, upload) {
      const kept = await received(upload.id, upload.metadata ?? {});
      if (!kept.ok) throw refused(422, kept.refusals[0]!);
      return {};
    },
  });

  /** A file that is whole, or not what it was to be: either way the upload has come to its end. */
  async function received(digest: string, named: Record<string, string | null>): Promise<Result<void>> {
    const file = join(uploads, digest);
    const { recording, ciphertext } = named;
    const kept =
      recording == null
        ? await store.take(digest, file)
        : await store.takeRecording(ciphertext ?? '', recording, digest, file);
    await discard(digest);
    return kept;
  }

  async function discard(digest: string): Promise<void> {
    const file = join(uploads, digest);
    for (const left of [file, `${file}.json`]) await rm(left, { force: true });
  }

  /**
   * What a kill left: a file whose last byte is here, which no sender would send again, and notes of a file that is not there, or that a power cut
   * emptied, after which the upload begins anew.
   */
  async function takeUp(): Promise<void> {
    const digests = new Set((await readdir(uploads)).map((name) => name.replace(/\.json$/, '')));
    for (const digest of digests) {
      const left = await datastore.getUpload(digest).catch(() => null);
      if (left === null) await discard(digest);
      else await takeWhole(digest);
    }
  }

  /** One that the disk does not let be taken keeps no other from coming, and is tried again. */
  async function takeWhole(digest: string): Promise<void> {
    try {
      const left = await datastore.getUpload(digest).catch(() => null);
      if (left !== null && left.offset === left.size) await received(digest, left.metadata ?? {});
    } catch (error) {
      onFault(error);
      again.add(setTimeout(() => void takeWhole(digest), options.pause ?? PAUSE).unref());
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    const asked = RESULT.exec(url);
    if (asked !== null) {
      const [, digest = '', what, name = ''] = asked;
      if (what === 'seal' && request.method === 'PUT')
        return takeSeal(request, response, digest, decodeURIComponent(name));
      if (what === 'receipt' && request.method === 'GET') return giveReceipt(response, digest);
    }
    const recording = request.method === 'HEAD' ? RECORDING.exec(url) : null;
    if (recording !== null) {
      const [, digest = '', path = '', sha256 = ''] = recording;
      const isHere = await store.hasRecording(digest, path, sha256);
      return void response.writeHead(isHere ? 200 : 404).end();
    }
    if (url === UPLOADS || UPLOAD.test(url)) {
      await tus.handle(request, response);
      return;
    }
    response.writeHead(404).end();
  }

  async function takeSeal(
    request: IncomingMessage,
    response: ServerResponse,
    digest: string,
    name: string,
  ): Promise<void> {
    const text = await bodyOf(request);
    if (text === null || !NAME.test(name)) return void response.writeHead(400).end();
    if (space() <= text.length) return say(response, 507, centreFull);
    const kept = await store.putSeal(digest, name, text);
    if (kept.ok) response.writeHead(204).end();
    else say(response, 422, kept.refusals[0]!);
  }

  async function giveReceipt(response: ServerResponse, digest: string): Promise<void> {
    const found = await store.answer(digest);
    switch (found.kind) {
      case 'receipt':
        response.writeHead(200, { 'content-type': 'application/jose' }).end(found.receipt);
        break;
      case 'verifying':
        response.writeHead(202).end();
        break;
      case 'refused':
        say(response, 409, found.refusal);
        break;
      case 'unknown':
        response.writeHead(404).end();
    }
  }

  const takenUp = Promise.withResolvers<void>();
  const https = createServer({ ...options.tls, minVersion: 'TLSv1.3' }, (request, response) => {
    // Whoever asks before has to wait: an upload that is being taken over is neither here nor away.
    takenUp.promise
      .then(() => answer(request, response))
      .catch((error: unknown) => {
        onFault(error);
        response.destroy();
      });
  });
  // The address first: a centre that does not get it has touched no upload.
  const port = await listening(https, options.listen);
  if (!port.ok) return port;
  const close = async (): Promise<void> => {
    for (const one of again) clearTimeout(one);
    https.closeAllConnections();
    await new Promise((resolve) => https.close(resolve));
  };
  try {
    await takeUp();
  } catch (error) {
    await close();
    throw error;
  }
  takenUp.resolve();
  return accept({ port: port.value, close });
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** As the tus server wants it thrown. */
const refused = (status: number, why: Refusal): { status_code: number; body: string } => ({
  status_code: status,
  body: JSON.stringify(why),
});

function say(response: ServerResponse, status: number, refusal: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
}

/** Null where it is larger than any seal, or not UTF-8. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > SEAL_LIMIT) return null;
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    return null;
  }
}
