import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanationText } from '../../electron/cli/explanation.ts';
import { rankingText } from '../../electron/cli/rankingTable.ts';
import { decodeText } from '../../electron/folder/encoding.ts';
import type { FileContent } from '../../shared/project/folder.ts';
import { readFolder } from '../../shared/project/folder.ts';
import type { Decisions, ProjectData } from '../../shared/project/model.ts';
import { folderTexts } from '../../shared/project/write.ts';
import { evaluate } from '../../shared/scoring/index.ts';
import { GOOD, readTexts, type Texts } from '../unit/shared/project/goodFolder.ts';

function readBytes(files: Readonly<Record<string, Uint8Array>>): ReturnType<typeof readFolder> {
  const contents = Object.entries(files).map(([file, bytes]): [string, FileContent] => {
    const text = decodeText(bytes);
    return [file, text === undefined ? { kind: 'unreadable', zh: '', en: '' } : { kind: 'text', text }];
  });
  return readFolder(new Map(contents), 'score');
}

const bytesOf = (texts: Texts): Record<string, Uint8Array> =>
  Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, new TextEncoder().encode(text)]));

const anyFile = fc.constantFrom(...Object.keys(GOOD));

/** A refusal is complete: code, both sentences, a line of a file. */
function expectResult(result: ReturnType<typeof readFolder>): void {
  if (result.ok) return;
  expect(result.refusals.length).toBeGreaterThan(0);
  for (const { code, zh, en, where } of result.refusals) {
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(`${zh}${en}`).not.toMatch(/[\p{Cc}\p{Zl}]/u);
    expect(zh.length * en.length).toBeGreaterThan(0);
    expect(where).toMatch(/^[\w/]+\.(yaml|csv|xlsx):[1-9][0-9]*$/);
  }
}

describe('whatever a folder holds', () => {
  it('random bytes in place of a file are read or refused, never thrown at', () => {
    fc.assert(
      fc.property(anyFile, fc.uint8Array({ maxLength: 300 }), (file, bytes) => {
        expectResult(readBytes({ ...bytesOf(GOOD), [file]: bytes }));
      }),
      { numRuns: 300 },
    );
  });

  it('a flipped, cut or doubled stretch of a file is read or refused', () => {
    const edit = fc.record({
      file: anyFile,
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(30),
      insert: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.constantFrom(
          '\n',
          '- ',
          ': ',
          '[',
          '{',
          '&a ',
          '*a',
          '"',
          ',',
          '-',
          '0',
          '1e9',
          '#',
          '|',
          '!!set ',
          '__proto__: 1\n',
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const texts: Record<string, string> = { ...GOOD };
        for (const { file, at, remove, insert } of edits) {
          const text = texts[file]!;
          const start = Math.floor(at * text.length);
          texts[file] = text.slice(0, start) + insert + text.slice(start + remove);
        }
        expectResult(readTexts(texts));
      }),
      { numRuns: 1000 },
    );
  });

  it('what is read can be evaluated and explained, however odd its numbers', () => {
    const numbers = fc.constantFrom(
      '0',
      '1',
      '-1',
      '0.5',
      '100',
      '0.000001',
      '99999999999999999999',
      '7',
      '3',
      '2',
      '30',
    );
    const words = fc.constantFrom(
      ...[
        'best',
        'lowestPrice',
        'comprehensive',
        'sheet',
        'item',
        'opened',
        'qualified',
        'lowest',
        'ratio',
        'points',
      ],
      ...[
        'blend',
        'false',
        'true',
        'none',
        'small',
        'consortium',
        'suspended',
        'no',
        'procurement',
        'up',
        'nearest',
      ],
    );
    const edit = fc.record({ file: anyFile, at: fc.nat(), number: numbers, word: words, drop: fc.nat(9) });
    let evaluated = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
        const texts: Record<string, string> = { ...GOOD };
        for (const { file, at, number, word, drop } of edits) {
          const lines = texts[file]!.split('\n');
          const tokens = texts[file]!.split(/([A-Za-z]+|-?\d[\d.]*)/);
          const index = 2 * (at % Math.floor(tokens.length / 2)) + 1;
          if (drop === 0) lines.splice(at % lines.length, 1);
          else tokens[index] = /\d/.test(tokens[index]!) ? number : word;
          texts[file] = drop === 0 ? lines.join('\n') : tokens.join('');
        }
        const result = readTexts(texts);
        expectResult(result);
        if (!result.ok) return;
        evaluated += 1;
        const { data, decisions } = result.value;
        const { answer, explain } = evaluate(data, decisions);
        expect(answer.bids).toHaveLength(data.bids.length);
        for (const bid of data.bids) {
          const explanation = explain(bid.bid);
          for (const language of ['zh', 'en'] as const) {
            expect(explanationText(data, explanation!, bid, language)).not.toMatch(/undefined|NaN/);
            expect(rankingText(data, answer, language)).not.toMatch(/undefined|NaN/);
          }
        }
      }),
      { numRuns: 1500 },
    );
    expect(evaluated).toBeGreaterThan(10);
  });

  it('names such as __proto__ and constructor are names like others', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const texts = Object.fromEntries(
        Object.entries(GOOD).map(([file, text]) => [file, text.replaceAll('T1', name)]),
      );
      const result = readTexts(texts);
      expect(result.ok && result.value.decisions.scores[0]?.item).toBe(name);
    }
  });
});

describe('a folder that was written', () => {
  const good = readTexts(GOOD);
  if (!good.ok) throw new Error('the good folder is refused');
  const { data, decisions } = good.value;
  const name = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\p{Cs}/gu, ''));

  const read = (written: ProjectData, decided: Decisions): ReturnType<typeof readFolder> =>
    readTexts(
      Object.fromEntries(
        [...folderTexts(written, decided)].map(([file, text]) => [file, text.replace(/^\uFEFF/, '')]),
      ),
    );

  it('is read back as the same data, whatever its names hold', () => {
    const awkward = fc.oneof(
      name,
      fc.constantFrom('"', 'a,b', 'x\r\ny', ' ', '\r', '- a: *b', '#', '\uFEFFx', '\u2028', 'null', '='),
    );
    fc.assert(
      fc.property(awkward, awkward, awkward, awkward, (project, bidder, reason, organisation) => {
        const changedData: ProjectData = {
          ...data,
          project: { ...data.project, name: project, notice: [organisation, project] },
          bids: data.bids.map((bid) => ({ ...bid, name: bidder })),
          committee: data.committee.map((member) => ({ ...member, organisation })),
        };
        const changedDecisions: Decisions = {
          ...decisions,
          reviews: decisions.reviews!.map((review) => ({ ...review, reason })),
        };
        const result = read(changedData, changedDecisions);
        expect(result).toEqual({ ok: true, value: { data: changedData, decisions: changedDecisions } });
      }),
      { numRuns: 300 },
    );
  });

  it('without reviews has none, and reviews that are empty stay', () => {
    expect(read(data, { scores: decisions.scores })).toEqual({
      ok: true,
      value: { data, decisions: { scores: decisions.scores } },
    });
    const { review: _, ...project } = data.project;
    const unreviewed = { ...data, project: { ...project, review: [] } };
    expect(read(unreviewed, { ...decisions, reviews: [] })).toEqual({
      ok: true,
      value: { data: unreviewed, decisions: { ...decisions, reviews: [] } },
    });
  });
});
