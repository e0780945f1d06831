/**
 * The seat's side of the package's way from the room: what is here stays here, the rest is fetched, and only a file whose every byte has been
 * checked gets its name.
 */

import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { chunksOf, measure } from '../archive/content.ts';
import { type DiskWords, diskRefusal } from '../store/diskRefusal.ts';
import { syncFolder } from '../store/durableFile.ts';
import { type PackageOffer, packagePath } from './packageServer.ts';
import { peerKeyRefusal } from './pinned.ts';

/** Milliseconds without a byte after which a connection counts as cut: a pulled cable says nothing. */
const SILENCE = 10_000;

export interface PackageOrder extends PackageOffer {
  /** The room's address, `wss://` or `https://`, host and port; a path is ignored. */
  readonly url: string;
  /** A `pinnedAgent`. */
  readonly agent: Agent;
  /** Folder for the file; one download of a package at a time. */
  readonly into: string;
  /** Bytes that are here, from the resumed ones on, never less than said before, and of how many. */
  readonly progress: (received: number, total: number) => void;
  /** Ends the download as a cut would. */
  readonly signal?: AbortSignal;
  /** Milliseconds; 10 s where it is left out. */
  readonly silence?: number;
}

const cut = (problem: string): Refusal =>
  refusal(
    'DOWNLOAD_CUT',
    `项目包下载中断（${problem}），已收到的部分保留，连接恢复后继续；若持续中断，请检查网线和评标室主机`,
    `The package's download was cut (${problem}); what is here is kept, and it goes on when the room is in reach. If it stays so, check the cable and the room's host`,
  );

const wrongBytes = refusal(
  'PACKAGE_BYTES',
  '收到的项目包与评标室主机所公布的大小或摘要不符，已删除；请重新下载，若再次出现，请检查评标室主机上的文件和网络设备',
  "What was received does not have the size or the digest that the room announced for the package, and was deleted. Download it again; if it comes back, check the file on the room's host and the network",
);

const NOT_KEPT: DiskWords = {
  full: {
    zh: '项目包未能存完；请腾出空间后重试，已收到的部分保留',
    en: 'The package does not fit: make room and try again; what is here is kept',
  },
  failed: {
    zh: '项目包未能保存；请检查磁盘和数据文件夹的权限',
    en: 'The package could not be kept: check the disk and the rights of the data folder',
  },
};

/** The network's half of what can fail; everything else that fails with a code is the disk's. */
class Cut extends Error {}

/** Asks for the file from a byte on; answers when the headers are here. */
function asked(order: PackageOrder, from: number): Promise<IncomingMessage> {
  const { agent, signal, silence = SILENCE, sha256, url } = order;
  const address = new URL(packagePath(sha256), url.replace(/^wss:/, 'https:'));
  return new Promise((resolve, reject) => {
    const request = httpsRequest(address, {
      agent,
      headers: from > 0 ? { range: `bytes=${from}-` } : {},
      ...(signal === undefined ? {} : { signal }),
    });
    request.setTimeout(silence, () => request.destroy(new Error('no answer')));
    request.once('response', resolve).on('error', reject).end();
  });
}

/** From which byte on the answer's body is; a server that does not know ranges begins at the first. */
function startOf({ statusCode, headers }: IncomingMessage, from: number, size: number): number {
  if (statusCode === 200) return 0;
  const said = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '');
  if (statusCode === 206 && said !== null && Number(said[1]) === from && Number(said[2]) === size)
    return from;
  throw new Cut(`HTTP ${statusCode}`);
}

/** The body's chunks; what interrupts them is a cut. */
async function* bodyOf(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* response;
  } catch (error) {
    throw new Cut((error as Error).message);
  }
}

/** Fetches what the part lacks. @returns false where the server sent more than there is to be */
async function fill(order: PackageOrder, part: FileHandle): Promise<boolean> {
  const { progress, size } = order;
  const { size: held } = await part.stat();
  if (held === size) {
    // Whoever was killed may not have come to it.
    await part.sync();
    progress(size, size);
    return true;
  }
  const from = held < size ? held : 0;
  let response: IncomingMessage;
  try {
    response = await asked(order, from);
  } catch (error) {
    if (peerKeyRefusal(error) !== undefined) throw error;
    throw new Cut((error as Error).message);
  }
  try {
    let received = startOf(response, from, size);
    if (received !== held) await part.truncate(received);
    progress(received, size);
    for await (const chunk of bodyOf(response)) {
      if (received + chunk.length > size) return false;
      await part.appendFile(chunk);
      received += chunk.length;
      progress(received, size);
    }
    if (received < size) throw new Cut(`${received} / ${size}`);
    await part.sync();
    return true;
  } finally {
    response.destroy();
  }
}

async function isWhole(path: string, { size, sha256 }: PackageOrder): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== size) return false;
  return (await measure(chunksOf({ file: path }))).sha256 === sha256;
}

async function fetched(order: PackageOrder): Promise<Result<string>> {
  const { into, progress, sha256, size } = order;
  const [part, whole] = [join(into, `${sha256}.part`), join(into, `${sha256}.sealroom`)];
  await mkdir(into, { recursive: true });
  if (await isWhole(whole, order)) {
    progress(size, size);
    return accept(whole);
  }
  const handle = await open(part, 'a');
  const isFilled = await fill(order, handle).finally(() => handle.close());
  if (!isFilled || !(await isWhole(part, order))) {
    await rm(part);
    return refuse(wrongBytes);
  }
  await rename(part, whole);
  await syncFolder(into);
  return accept(whole);
}

/**
 * Fetches the package that a room offers into `<into>/<sha256>.sealroom`, going on from what an earlier, cut or killed download left in
 * `<sha256>.part`. A file that is already there is checked again and used. May be called again at any time, for as long as it takes.
 *
 * Refuses `DOWNLOAD_CUT` (not in reach, cut, silent, aborted: the part stays), `PACKAGE_BYTES` (the part is deleted), `PEER_KEY` (nothing was sent),
 * `DISK_FULL`, `DISK_ERROR`.
 * @returns the path of the complete file
 */
export async function fetchPackage(order: PackageOrder): Promise<Result<string>> {
  try {
    return await fetched(order);
  } catch (error) {
    if (error instanceof Cut) return refuse(cut(error.message));
    const stranger = peerKeyRefusal(error);
    if (stranger !== undefined) return refuse(stranger);
    const disk = diskRefusal(error, NOT_KEPT);
    if (disk === null) throw error;
    return refuse(disk);
  }
}
