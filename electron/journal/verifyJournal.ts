/**
 * Verifies a journal line by line, on all cores: canonical form, chain, times, signatures. Whether each act was in its session's order,
 * and what it was worth, is the fold's answer, which the caller may compute meanwhile over the same lines.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { BEFORE_FIRST, type Head } from '../../shared/journal/entry.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { program } from '../programs.ts';
import { type Ask, asker } from './asker.ts';
import { type ChainEnd, type Chunk, type ChunkAnswer, joins, verifyChunk } from './chunk.ts';

/** Large enough that handing over costs little, small enough that all cores end together. */
const CHUNK_LINES = 256;
/** One being worked on, one waiting, so that no worker is ever idle. */
const CHUNKS_PER_WORKER = 2;

const WORKER = program('journal/verifyWorker');

/**
 * @param lines the journal from its first entry, without line feeds; read only as fast as they are verified
 * @param options.workers how many threads verify; the number of cores unless given. A journal of one chunk needs none.
 * @returns the journal's head (number 0 where it is empty), or the first wrong entry: `NOT_CANONICAL`, `ENTRY_FORM`, `SIGNATURE`,
 *   `CHAIN_NUMBER`, `CHAIN_HASH`, `CHAIN_TIME`, each with `where: "entry N"`
 */
export async function verifyJournal(
  lines: Iterable<string>,
  options: { readonly workers?: number } = {},
): Promise<Result<Head>> {
  const chunks = chunksOf(lines);
  const first = chunks.next();
  if (first.done) return accept(BEFORE_FIRST);
  const second = chunks.next();
  if (second.done) {
    const answer = verifyChunk(nativeCrypto, first.value);
    const broken = joins(BEGINNING, answer);
    return broken === null ? accept(answer.end.head) : refuse(broken);
  }
  const workers = Array.from({ length: options.workers ?? availableParallelism() }, () => new Worker(WORKER));
  try {
    const asks = workers.map((worker) => asker<Chunk, ChunkAnswer>(worker));
    return await inParallel(asks, after([first.value, second.value], chunks));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const BEGINNING: ChainEnd = { head: BEFORE_FIRST, at: null };

function* chunksOf(lines: Iterable<string>): Generator<Chunk, undefined> {
  let first = 1;
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < CHUNK_LINES) continue;
    yield { first, lines: chunk };
    first += chunk.length;
    chunk = [];
  }
  if (chunk.length > 0) yield { first, lines: chunk };
}

function* after(read: readonly Chunk[], rest: Iterable<Chunk>): Generator<Chunk, undefined> {
  yield* read;
  yield* rest;
  return undefined;
}

/** Each worker takes the next chunk as soon as it is free; what they answer is joined in the journal's order. */
async function inParallel(
  workers: readonly Ask<Chunk, ChunkAnswer>[],
  chunks: Iterator<Chunk, undefined>,
): Promise<Result<Head>> {
  /** Answered before their turn, by the first entry's number. */
  const early = new Map<number, ChunkAnswer>();
  let end = BEGINNING;
  let broken: Refusal | null = null;
  /** Something is wrong in a chunk; what stands before it has been handed out, what follows need not be read. */
  let enough = false;

  const join = (first: number, answer: ChunkAnswer): void => {
    early.set(first, answer);
    for (;;) {
      const turn = end.head.seq + 1;
      const next = early.get(turn);
      if (next === undefined || broken !== null) return;
      early.delete(turn);
      broken = joins(end, next);
      end = next.end;
    }
  };
  const work = async (ask: Ask<Chunk, ChunkAnswer>): Promise<void> => {
    while (!enough) {
      const chunk = chunks.next().value;
      if (chunk === undefined) return;
      const answer = await ask(chunk);
      join(chunk.first, answer);
      enough ||= answer.refusal !== null || broken !== null;
    }
  };
  await Promise.all(workers.flatMap((ask) => Array.from({ length: CHUNKS_PER_WORKER }, () => work(ask))));
  return broken === null ? accept(end.head) : refuse(broken);
}
