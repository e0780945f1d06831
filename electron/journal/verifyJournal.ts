/**
 * Verifies a journal line by line, on all cores: canonical form, chain, times, signatures. Whether each act was in its session's order,
 * and what it was worth, is the fold's answer, which the caller may compute meanwhile over the same lines.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { BEFORE_FIRST, type Head } from '../../shared/journal/entry.ts';
import { accept, type Result, refuse } from '../../shared/refusal.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { type Ask, asker } from './asker.ts';
import { type ChainEnd, type Chunk, type ChunkAnswer, joins, verifyChunk } from './chunk.ts';

/** Large enough that handing over costs little, small enough that all cores end together. */
const CHUNK_LINES = 512;
/** One being worked on, one waiting, so that no worker is ever idle. */
const CHUNKS_PER_WORKER = 2;

const WORKER = new URL('./verifyWorker.ts', import.meta.url);

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
    return await inTurns(
      workers.map((worker) => asker<Chunk, ChunkAnswer>(worker)),
      [first.value, second.value],
      chunks,
    );
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

/** Workers are asked in turn and heard in turn, so that the answers come in the journal's order. */
async function inTurns(
  ask: readonly Ask<Chunk, ChunkAnswer>[],
  read: readonly Chunk[],
  rest: Iterator<Chunk, undefined>,
): Promise<Result<Head>> {
  const ahead = [...read];
  const answers: Promise<ChunkAnswer>[] = [];
  let asked = 0;
  const askNext = (): void => {
    const chunk = ahead.shift() ?? rest.next().value;
    if (chunk !== undefined) answers.push(ask[asked++ % ask.length]!(chunk));
  };
  for (let n = 0; n < ask.length * CHUNKS_PER_WORKER; n++) askNext();
  let end = BEGINNING;
  for (let next = answers.shift(); next !== undefined; next = answers.shift()) {
    const answer = await next;
    const broken = joins(end, answer);
    if (broken !== null) return refuse(broken);
    end = answer.end;
    askNext();
  }
  return accept(end.head);
}
