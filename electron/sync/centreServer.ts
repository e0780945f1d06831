/** The centre's door for sealed results: the seal by PUT, the encrypted file by tus (tus.io, 1.0), the receipt by GET. FORMAT.md has the page. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';
import type { Refusal } from '../../shared/refusal.ts';
import type { CentreStore } from './centreStore.ts';

const UPLOADS = '/uploads';
const SEAL_LIMIT = 1024 * 1024;
const RESULT = /^\/results\/([0-9a-f]{64})\/(seal|receipt)(?:\?name=([^&]{1,600}))?$/;
const RECORDING = /^\/results\/([0-9a-f]{64})\/recordings\/(.{1,200})$/;
const UPLOAD = /^\/uploads\/([0-9a-f]{64})$/;
const DIGEST = /^[0-9a-f]{64}$/;
const NAME = /^[\p{L}\p{N}._-]{1,200}$/u;

export interface CentreServer {
  readonly port: number;
  close(): Promise<void>;
}

/** @param options.folder for uploads that have not come to their end */
export async function openCentreServer(options: {
  readonly listen: { readonly host: string; readonly port: number };
  readonly tls: { readonly key: string; readonly cert: string };
  readonly store: CentreStore;
  readonly folder: string;
  readonly onFault: (error: unknown) => void;
}): Promise<CentreServer> {
  const { store, listen, onFault } = options;
  const uploads = join(options.folder, 'uploads');
  await mkdir(uploads, { recursive: true, mode: 0o700 });
  const datastore = new FileStore({ directory: uploads });
  const tus = new TusServer({
    path: UPLOADS,
    relativeLocation: true,
    datastore,
    // The upload's name is the digest that it is to have: whoever was cut off finds it again without keeping anything.
    namingFunction: (_, metadata) => metadata?.['sha256'] ?? metadata?.['ciphertext'] ?? '',
    getFileIdFromRequest: (request) => UPLOAD.exec(new URL(request.url).pathname)?.[1],
    async onUploadCreate(_, upload) {
      if (!DIGEST.test(upload.id)) throw { status_code: 400, body: 'ciphertext: SHA-256 in hex' };
      return {};
    },
    async onUploadFinish(_, upload) {
      await received(upload.id, upload.metadata ?? {});
      return {};
    },
  });

  /** A file that is whole, or not what it was to be: either way the upload has come to its end. */
  async function received(digest: string, named: Record<string, string | null>): Promise<void> {
    const file = join(uploads, digest);
    const { recording, ciphertext } = named;
    if (recording == null) await store.take(digest, file);
    else await store.takeRecording(ciphertext ?? '', recording, digest, file);
    await discard(digest);
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
      else if (left.offset === left.size) await received(digest, left.metadata ?? {});
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
    if (recording !== null)
      return void response.writeHead(store.hasRecording(recording[1]!, recording[2]!) ? 200 : 404).end();
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

  await takeUp();
  const https = createServer({ ...options.tls, minVersion: 'TLSv1.3' }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      onFault(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    https.once('error', reject);
    https.listen(listen.port, listen.host, resolve);
  });
  return {
    port: (https.address() as AddressInfo).port,
    async close() {
      https.closeAllConnections();
      await new Promise((resolve) => https.close(resolve));
    },
  };
}

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
