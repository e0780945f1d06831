/** What stands beside a clip for whoever is given it: what it is, and how it is checked with stock tools and with ours. */
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { CLIP, type ClipManifest } from '../../shared/recording/clip.ts';

const TRACKS = {
  screen: { zh: '屏幕', en: 'screen' },
  camera: { zh: '摄像头与声音', en: 'camera and sound' },
} as const;

/** Chinese first, then English. */
export function clipText(state: RoomState, clip: ClipManifest, entries: readonly Entry[]): string {
  const { project, committee } = state.pkg.data;
  const whose = (session: string): string => {
    const { who, seat } = state.sessions.get(session)!;
    return `${committee.find(({ expert }) => expert === who)?.name ?? who} (${seat})`;
  };
  const files = (language: 'zh' | 'en'): string[] =>
    clip.segments.map(
      ({ row, webm }) =>
        `  ${webm}\n    ${whose(row.session)}  ${TRACKS[row.track][language]}  ${row.from} – ${row.to}`,
    );
  const closed = (language: 'zh' | 'en'): string[] =>
    clip.closed.map((one) => `  ${one.segment}: ${one[language]}`);
  const withheld = clip.withheld.map(({ seq }) => seq).join(', ');
  return `录像片段及其证明
${project.name}（${project.code}）
所属评标室：${clip.room}
时段（评标室主机时钟）：${clip.from} 至 ${clip.to}

文件（时间为各席位自己的时钟；分段完整收录，未重新编码）
${files('zh').join('\n')}
${clip.closed.length === 0 ? '' : `未能打开的分段\n${closed('zh').join('\n')}\n`}
每个 .webm 是录像程序写下的原样；.seekable.webm 是由它加上索引制成的副本，便于拖动播放。
${CLIP.journal} 共 ${entries.length} 条日志原文：开室、相关人员签到与准入、各分段的校验链、时段内的操作。${
    withheld === ''
      ? ''
      : `\n第 ${withheld} 条含有可打开整份评分表或屏幕录像的密钥，未收录，${CLIP.manifest} 中有其校验码。`
  }

怎样核对
1. 文件未被改动：  sha256sum -c ${CLIP.digests}
2. 分段就是日志中的那些：npm run verify -- <本文件夹> --result <封存结果或已打开的归档包> [--key <密钥>]
   （按 clip.json 中的分段密钥重新加密各片，重算校验链，与日志中席位签名的校验链比对；再按封存结果核对每条日志，以及时段内的日志和分段有无缺漏。没有封存结果，缺漏无从核对）
3. 封存结果本身：npm run verify -- <封存结果> --trust <centre.pub> --key <密钥>；${CLIP.seal} 是其封存凭证。
不使用本程序时：各格式见 shared/recording/FORMAT.md 与 shared/recording/CLIP.md。

A clip of the recording, and its proof
${project.name} (${project.code})
Room: ${clip.room}
Stretch, by the clock of the room's host: ${clip.from} to ${clip.to}

Files (times by each seat's own clock; whole segments, nothing encoded again)
${files('en').join('\n')}
${clip.closed.length === 0 ? '' : `Segments that could not be opened\n${closed('en').join('\n')}\n`}
A .webm is what the recorder wrote; a .seekable.webm is a copy made of it with an index, to look at.
${CLIP.journal}: ${entries.length} entries of the journal as they stand there: the opening, sign-ins and admissions, the chains of the segments, what was
done in the stretch.${
    withheld === ''
      ? ''
      : ` Entries ${withheld} carry keys that open whole sheets and screens; they are left out, and ${CLIP.manifest} has their hashes.`
  }

How it is checked
1. The files are unaltered:  sha256sum -c ${CLIP.digests}
2. The segments are those of the journal:  npm run verify -- <this folder> --result <sealed result or opened bag> [--key <identity>]
   (encrypts the pieces again under each segment's own key, makes the chain again, and compares it with the heads that the seat signed; then compares
   each entry with the sealed result's journal, and looks for entries and segments of the stretch that were left out: without the sealed result that
   cannot be told)
3. The sealed result itself:  npm run verify -- <sealed result> --trust <centre.pub> --key <identity>; ${CLIP.seal} is its seal.
Without our program: the formats stand in shared/recording/FORMAT.md and shared/recording/CLIP.md.
`;
}
