/** What a package's files are for, and whether manifest and project data speak of the same project, people and bids. */
import { TERMS } from '../evaluation/terms.ts';
import type { RoomPackage } from '../journal/state.ts';
import type { ProjectData } from '../project/model.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../refusal.ts';
import { type Manifest, PROJECT_DATA_FILE, REGULATIONS_FILE } from './manifest.ts';

/** Paths of a package's files by what they are, in the order of the archive. */
export interface PackageDocuments {
  readonly tender: readonly string[];
  /** By bid, in the order of the project's bids; no list is empty. */
  readonly bids: ReadonlyMap<string, readonly string[]>;
  /** By member; only those who have one. */
  readonly pictures: ReadonlyMap<string, string>;
  /** The clerk's own files, as they were. */
  readonly sources: readonly string[];
}

const disagree = (zh: string, en: string, where: string): Refusal =>
  refusal('PACKAGE_CONTENT', `项目包内容不一致：${zh}`, `The package contradicts itself: ${en}`, where);

/** Everybody who gets a slip, in the manifest's order. */
export function peopleOf(data: ProjectData): readonly Pick<Manifest['people'][number], 'id' | 'role'>[] {
  const reserves = new Set(data.project.reserves);
  return [
    ...data.committee.map(({ expert }) => ({
      id: expert,
      role: reserves.has(expert) ? ('reserve' as const) : ('member' as const),
    })),
    ...data.supervisors.map(({ supervisor }) => ({ id: supervisor, role: 'supervisor' as const })),
  ];
}

function identityRefusals(manifest: Manifest, { project }: ProjectData): Refusal[] {
  const differing = (['code', 'lot', 'name'] as const).filter((k) => manifest.project[k] !== project[k]);
  return differing.map((k) =>
    disagree(`清单与项目数据的 ${k} 不同`, `manifest and project data differ in ${k}`, PROJECT_DATA_FILE),
  );
}

function peopleRefusals(manifest: Manifest, data: ProjectData): Refusal[] {
  const { people } = manifest;
  const expected = peopleOf(data);
  const { member, supervisor } = TERMS[data.project.regime];
  const same =
    people.length === expected.length &&
    people.every((p, i) => p.id === expected[i]!.id && p.role === expected[i]!.role);
  const refusals: Refusal[] = [];
  if (!same)
    refusals.push(
      disagree(
        `清单中的人员与${member}、${supervisor}名单不同`,
        'the people of the manifest are not the committee and the supervisors',
        'manifest.json',
      ),
    );
  for (const field of ['id', 'key'] as const)
    if (new Set(people.map((p) => p[field])).size !== people.length)
      refusals.push(disagree(`两人的 ${field} 相同`, `two people have the same ${field}`, 'manifest.json'));
  return refusals;
}

/** Which place of the package a path belongs to; null where none. */
function kindOf(path: string, bids: ReadonlySet<string>, members: ReadonlySet<string>): string | null {
  if (path === PROJECT_DATA_FILE || path === REGULATIONS_FILE) return 'own';
  if (/^data\/source\/[^/]/.test(path)) return 'source';
  if (/^data\/tender\/[^/]+\.pdf$/i.test(path)) return 'tender';
  const [, bid] = /^data\/bids\/([^/]+)\/[^/]+\.pdf$/i.exec(path) ?? [];
  if (bid !== undefined && bids.has(bid)) return `bid ${bid}`;
  const [, member] = /^data\/committee\/([^/]+)\.jpg$/i.exec(path) ?? [];
  return member !== undefined && members.has(member) ? `picture ${member}` : null;
}

/** Refuses `PACKAGE_CONTENT`: other people or another project than the data's, a file that belongs to nothing, a bid without a document. */
export function readContents(manifest: Manifest, data: ProjectData): Result<PackageDocuments> {
  const refusals = [...identityRefusals(manifest, data), ...peopleRefusals(manifest, data)];
  const bids = new Set(data.bids.map(({ bid }) => bid));
  const members = new Set(data.committee.map(({ expert }) => expert));
  const byKind = new Map<string, string[]>();
  for (const { path } of manifest.files) {
    const kind = kindOf(path, bids, members);
    if (kind === null)
      refusals.push(
        disagree(`${path} 不属于任何投标或人员`, `${path} belongs to nothing in the project`, path),
      );
    else byKind.set(kind, [...(byKind.get(kind) ?? []), path]);
  }
  for (const bid of bids)
    if (!byKind.has(`bid ${bid}`))
      refusals.push(disagree(`投标 ${bid} 没有文件`, `the bid ${bid} has no document`, `data/bids/${bid}`));
  if (!byKind.has('tender'))
    refusals.push(disagree('没有招标文件', 'there is no tender document', 'data/tender'));
  if (refusals.length > 0) return refuse(...refusals);
  return accept({
    tender: byKind.get('tender')!,
    bids: new Map([...bids].map((bid) => [bid, byKind.get(`bid ${bid}`)!])),
    pictures: new Map(
      [...members].flatMap((member) =>
        (byKind.get(`picture ${member}`) ?? []).map((path) => [member, path] as const),
      ),
    ),
    sources: byKind.get('source') ?? [],
  });
}

/** What a room starts from: the verified package, as the fold sees it. */
export const roomPackageOf = (digest: string, manifest: Manifest, data: ProjectData): RoomPackage => ({
  digest,
  data,
  slipKeys: new Map(manifest.people.map(({ id, key }) => [id, key])),
  recipients: manifest.recipients,
  receiptKey: manifest.receiptKey,
});
