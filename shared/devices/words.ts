/** What devices and their events are called in a sentence, in both languages. */
import { type Words, words } from '../record/words.ts';
import type { DeviceEventName, DeviceKind } from './kinds.ts';

export const DEVICE_NAMES: Readonly<Record<DeviceKind, Words>> = {
  door: words('门禁', 'Door'),
  locker: words('手机存放柜', 'Phone locker'),
  board: words('大厅显示屏', 'Hall board'),
};

const EVENT_NAMES: Readonly<Record<DeviceEventName, Words>> = {
  'door-opened': words('门已打开', 'opened'),
  'door-closed': words('门已关闭', 'closed'),
  'door-held-open': words('门超时未关', 'held open too long'),
  'door-forced': words('门被强行打开', 'forced open'),
  'locker-locked': words('柜门已锁', 'locked'),
  'locker-opened': words('柜门已打开', 'opened'),
  'locker-forced': words('柜门被强行打开', 'forced open'),
  'device-started': words('已启动', 'started'),
  'device-tampered': words('外壳被拆开', 'its case was opened'),
};

/** The event in words; null for what is not on the list. */
export const eventWords = (event: string): Words | null =>
  Object.hasOwn(EVENT_NAMES, event) ? EVENT_NAMES[event as DeviceEventName] : null;
