/** A gap's reason as people read it: what a seat's window noticed is told by a code, what its station knows by a sentence in both languages. */
import { TRACKS, type Words } from '../record/words.ts';

/** What a window notices of its devices, with what the browser said of it behind a colon. */
const NOTICED: Readonly<Record<string, Words>> = {
  'camera-lost': { zh: '摄像头没有画面', en: 'the camera gave no picture' },
  'microphone-lost': { zh: '麦克风没有声音', en: 'the microphone gave no sound' },
  'screen-lost': { zh: '屏幕录像中断', en: 'the recording of the screen broke off' },
  'no-data': { zh: '录像设备没有数据', en: 'the devices gave nothing to record' },
  asleep: { zh: '席位计算机曾停顿或休眠', en: 'the seat’s machine stood still or slept' },
  'recorder-failed': { zh: '录像程序出错', en: 'the recorder failed' },
};
const BETWEEN = '；';
const BOTH = /^(.*\S) \(([^()]+)\)$/su;
const CODE = /^([a-z-]+)(?:: (.*))?$/su;

/** @param reason of a `recording-gap`; what is of neither form stays as it is */
export function gapReason(reason: string): Words {
  const parts = reason.split(BETWEEN).map(wordsOf);
  return { zh: parts.map(({ zh }) => zh).join(BETWEEN), en: parts.map(({ en }) => en).join('; ') };
}

function wordsOf(part: string): Words {
  const [, code = '', said] = CODE.exec(part) ?? [];
  const noticed = Object.hasOwn(NOTICED, code) ? NOTICED[code] : undefined;
  if (noticed !== undefined)
    return said === undefined ? noticed : { zh: `${noticed.zh}（${said}）`, en: `${noticed.en} (${said})` };
  const [, zh, en] = BOTH.exec(part) ?? [];
  return zh === undefined || en === undefined ? { zh: part, en: part } : { zh, en };
}

const ALARM = /^(screen|camera) (?:(\S+)–(\S+): )?(.*)$/su;

/** What an alarm about a recording says; null where it is about something else. Instants stay RFC 3339, for whoever shows them. */
export function recordingAlarm(text: string): Words | null {
  const [, track, from, to, reason = ''] = ALARM.exec(text) ?? [];
  if (track === undefined) return null;
  const { zh, en } = TRACKS[track as keyof typeof TRACKS];
  const why = gapReason(reason);
  const [before, between] = from === undefined ? ['', ''] : [`，${from} 至 ${to}`, `, ${from} to ${to}`];
  return { zh: `${zh}${before}：${why.zh}`, en: `${en}${between}: ${why.en}` };
}
