/**
 * The form of `data/project.json`: the project as data, after all that a folder's reading checks. A field that this version does not know is
 * refused: it could change a score.
 */
import { z } from 'zod';
import * as f from '../journal/fields.ts';
import type { ProjectData } from '../project/model.ts';
import { accept, type Result, refuse } from '../refusal.ts';
import { firstProblem, PROJECT_DATA_FILE, packageForm, readCanonicalFile } from './manifest.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const dayOrNone = z.union([day, z.literal('')]);
const enterpriseCode = z.string().regex(/^[0-9A-Z]{18}$/);
const sme = z.enum(['none', 'small', 'consortium']);
const places = f.count.exactOptional();
const word = z.string().min(1).max(64);
const texts = z.array(f.text);

const item = z.strictObject({
  id: f.id,
  name: f.text,
  by: z.enum(['experts', 'price', 'integrity']),
  max: f.decimal,
  min: f.decimal.exactOptional(),
  step: f.decimal.exactOptional(),
  objective: z.boolean().exactOptional(),
  text: f.text.exactOptional(),
  tiers: z.array(z.tuple([f.text, f.decimal, f.decimal])).exactOptional(),
});

const group = z.strictObject({
  id: f.id,
  name: f.text,
  pass: f.decimal.exactOptional(),
  scale: z.literal('best').exactOptional(),
  max: f.decimal.exactOptional(),
  items: z.array(item),
});

const meanParts = {
  drop: z.array(z.strictObject({ bids: f.count, high: f.count, low: f.count })),
  within: f.decimal.exactOptional(),
  times: f.decimal.exactOptional(),
};

const benchmark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lowest') }),
  z.strictObject({ kind: z.literal('fixed'), value: f.decimal }),
  z.strictObject({ kind: z.literal('mean'), ...meanParts }),
  z.strictObject({
    kind: z.literal('blend'),
    share: f.decimal,
    ceilingTimes: f.decimal.exactOptional(),
    ...meanParts,
  }),
]);

const priceScore = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ratio') }),
  z.strictObject({
    kind: z.literal('deviation'),
    above: f.decimal,
    below: f.decimal,
    floor: f.decimal,
    units: z.enum(['exact', 'up', 'down', 'nearest']),
  }),
  z.strictObject({ kind: z.literal('points'), points: z.array(z.tuple([f.decimal, f.decimal])).min(1) }),
]);

const bySize = z.strictObject({
  none: f.decimal.exactOptional(),
  small: f.decimal.exactOptional(),
  consortium: f.decimal.exactOptional(),
});

const integrityRule = z.discriminatedUnion('applies', [
  z.strictObject({ applies: z.literal(false) }),
  z.strictObject({
    applies: z.literal(true),
    basis: f.text.exactOptional(),
    from: z.enum(['records', 'scores']),
    convert: z.enum(['proportion', 'best']),
    missing: z.union([z.enum(['refuse', 'zero']), f.decimal]).exactOptional(),
  }),
]);

const project = z.strictObject({
  format: z.literal('sealroom-project/1'),
  code: f.text.min(1),
  name: f.text,
  lot: f.text.exactOptional(),
  kind: z.enum(['works', 'goods', 'services']),
  regime: z.enum(['tendering', 'procurement']),
  owner: f.text.exactOptional(),
  agency: f.text.exactOptional(),
  notice: texts.exactOptional(),
  opening: texts.exactOptional(),
  budget: f.decimal.exactOptional(),
  complex: z.boolean().exactOptional(),
  socialImpact: z.boolean().exactOptional(),
  reserves: z.array(f.id),
  thresholds: z.strictObject({
    outlier: f.decimal.exactOptional(),
    outlierFloor: f.decimal.exactOptional(),
    lowPrice: z
      .strictObject({
        mean: f.decimal.exactOptional(),
        next: f.decimal.exactOptional(),
        ceiling: f.decimal.exactOptional(),
      })
      .exactOptional(),
    unbalanced: f.decimal.exactOptional(),
  }),
  currency: f.text.exactOptional(),
  ceiling: f.decimal.exactOptional(),
  opened: f.instant,
  evaluatedOn: day,
  candidates: f.count,
  method: z.enum(['comprehensive', 'lowestPrice']),
  full: f.decimal,
  rounding: z.strictObject({
    benchmark: places,
    deviation: places,
    mean: places,
    price: places,
    integrity: places,
    group: places,
    total: places,
  }),
  aggregate: z.strictObject({
    over: z.enum(['item', 'sheet']),
    trim: z.array(z.strictObject({ experts: f.count, high: f.count, low: f.count })),
  }),
  ties: z.array(z.union([z.enum(['price', 'integrity']), z.templateLiteral(['group:', z.string()])])),
  review: z.array(
    z.strictObject({
      id: f.id,
      name: f.text,
      stage: z.enum(['form', 'qualification', 'responsiveness']),
      text: f.text.exactOptional(),
    }),
  ),
  groups: z.array(group),
  price: z
    .strictObject({
      over: z.enum(['opened', 'responsive', 'qualified']),
      bonus: bySize.exactOptional(),
      deduct: bySize.exactOptional(),
      benchmark: benchmark.exactOptional(),
      score: priceScore.exactOptional(),
    })
    .exactOptional(),
  integrity: integrityRule,
});

const rulebook = z.strictObject({
  format: z.literal('sealroom-rulebook/1'),
  parts: z.array(
    z.strictObject({
      id: word,
      name: f.text,
      weight: f.decimal,
      base: f.decimal,
      min: f.decimal,
      max: f.decimal,
    }),
  ),
  items: z.array(
    z.strictObject({
      code: word,
      part: word,
      name: f.text,
      points: f.decimal,
      months: f.count,
      cap: f.decimal.exactOptional(),
    }),
  ),
});

const integrityData = z.strictObject({
  enterprises: z.array(
    z.strictObject({
      enterprise: enterpriseCode,
      name: f.text,
      listed: dayOrNone,
      status: z.enum(['listed', 'suspended']),
    }),
  ),
  rulebook: rulebook.exactOptional(),
  records: z
    .array(
      z.strictObject({
        record: f.text,
        enterprise: enterpriseCode,
        item: word,
        count: f.count,
        date: day,
        ends: dayOrNone,
        department: f.text,
        document: f.text,
      }),
    )
    .exactOptional(),
  scores: z.array(z.strictObject({ enterprise: enterpriseCode, score: f.decimal })).exactOptional(),
});

const projectData: z.ZodType<ProjectData> = z.strictObject({
  project,
  committee: z.array(
    z.strictObject({ expert: f.id, name: f.text, role: z.enum(['expert', 'owner']), organisation: f.text }),
  ),
  supervisors: z.array(z.strictObject({ supervisor: f.id, name: f.text, organisation: f.text })),
  bids: z.array(
    z.strictObject({ bid: f.id, name: f.text, enterprise: enterpriseCode, price: f.decimal, sme }),
  ),
  integrity: integrityData.exactOptional(),
});

/** Refuses `NOT_CANONICAL` and `PACKAGE_FORM`, naming the file and the field. */
export function readProjectData(bytes: Uint8Array): Result<ProjectData> {
  const value = readCanonicalFile(bytes, PROJECT_DATA_FILE);
  if (!value.ok) return value;
  const parsed = projectData.safeParse(value.value);
  return parsed.success
    ? accept(parsed.data)
    : refuse(packageForm(PROJECT_DATA_FILE, firstProblem(parsed.error)));
}
