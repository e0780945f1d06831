/** What a recording lacks, or what speaks against it: in words, and with its time. */
import { type Refusal, refusal } from '../refusal.ts';
import { type SegmentId, segmentName, type Track } from './track.ts';

export interface RecordingFault {
  readonly refusal: Refusal;
  readonly session: string;
  readonly track: Track;
  /** Null: time that no segment covers. */
  readonly segment: number | null;
  readonly from: string;
  readonly to: string;
  /** A file or its key is not at hand, or what is lacking was declared lost; everything else speaks against the recording. */
  readonly absent: boolean;
  /** Whether it is a loss: it `may` be declared lost in the room, or it was; null: nothing that is declared makes it one. */
  readonly loss: 'may' | 'declared' | null;
}

/** What is said of a fault, but for where and when. */
export type Why = readonly [code: string, zh: string, en: string];

/** @param loss see `RecordingFault` */
export function fault(
  of: { session: string; track: Track; segment: number | null },
  { from, to }: { readonly from: string; readonly to: string },
  [code, zh, en]: Why,
  isAbsent = false,
  loss: RecordingFault['loss'] = null,
): RecordingFault {
  const { session, track, segment } = of;
  const name = segment === null ? `${session}/${track}` : segmentName({ session, track, segment });
  return {
    refusal: refusal(code, `${zh}（${from} 至 ${to}）`, `${en} (${from} to ${to})`, name),
    session,
    track,
    segment,
    from,
    to,
    absent: isAbsent,
    loss,
  };
}

export type Place = 'first' | 'middle' | 'last';
const PLACES: Readonly<Record<Place, string>> = { first: '首段', middle: '中间一段', last: '末段' };

export const missing = (at: Place): Why => [
  'SEGMENT_MISSING',
  `缺少录像的${PLACES[at]}`,
  `The ${at} segment of the recording is missing`,
];
export const swapped = (other: SegmentId): Why => [
  'SEGMENT_SWAPPED',
  `该分段被换成 ${segmentName(other)}`,
  `The segment stands in the place of another: it is ${segmentName(other)}`,
];
export const doubledBy = (other: SegmentId): Why => [
  'SEGMENT_DOUBLED',
  `此处重复了 ${segmentName(other)}，本段缺失`,
  `${segmentName(other)} stands here a second time, and this segment is missing`,
];
export const doubled: Why = ['SEGMENT_DOUBLED', '该分段在清单中出现两次', 'The segment is listed twice'];
export const reordered: Why = [
  'SEGMENT_ORDER',
  '该分段在清单中的次序不对',
  'The segment is listed out of its order',
];
export const foreign: Why = [
  'SEGMENT_FOREIGN',
  '日志中没有这一分段，不属于本次录像',
  'The journal knows of no such segment: it is not of this recording',
];
export const cut: Why = ['SEGMENT_CUT', '该分段被截短', 'The segment is cut short'];
export const altered: Why = [
  'SEGMENT_ALTERED',
  '该分段的内容与日志中的校验链不符',
  'The segment is not what the chain in the journal says: pieces were altered, left out or put elsewhere',
];
export const unopened: Why = [
  'SEGMENT_LOCKED',
  '没有密钥能打开该分段，而依规它应随评分公开：无从证明它就是当时录制的',
  'No key opens this segment, which by the rules opens when the scores do: nothing shows that it is what was recorded',
];
export const leftBehind: Why = [
  'SEGMENT_LOCKED',
  '该分段的密钥留在专家离开的席位上，没有交来，无法核对',
  'The key of this segment stayed at the seat that its expert has left, and was not handed over: it cannot be checked',
];
export const absent: Why = [
  'SEGMENT_ABSENT',
  '未提供该分段的文件',
  'The file of this segment is not at hand',
];
export const lost: Why = [
  'RECORDING_LOST',
  '该时段的录像已丢失，本评标室已作声明',
  'The recording of this time is lost, as was declared in the room',
];
export const hole: Why = [
  'RECORDING_HOLE',
  '该时段应当录制而没有录像，也没有中断记录',
  'This time was to be recorded; nothing covers it and no gap explains it',
];
