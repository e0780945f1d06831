/** The devices of a room (现场设备) and what each may report: a closed list, so that no report has room for a text. */

/** Door controller (门禁), phone locker (手机存放柜), the hall's LED board (大厅显示屏). */
export const DEVICE_KINDS = ['door', 'locker', 'board'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const DEVICE_EVENTS = [
  'door-opened',
  'door-closed',
  'door-held-open',
  'door-forced',
  'locker-locked',
  'locker-opened',
  'locker-forced',
  'device-started',
  'device-tampered',
] as const;
export type DeviceEventName = (typeof DEVICE_EVENTS)[number];

/** Whether a device of this kind may report it: what bears its kind's name, and what any device has to say of itself. */
export const reports = (kind: DeviceKind, event: string): event is DeviceEventName =>
  DEVICE_EVENTS.some((one) => one === event) && (event.startsWith(`${kind}-`) || event.startsWith('device-'));

const ALARMING: Readonly<Partial<Record<DeviceEventName, 2 | 3>>> = {
  'door-held-open': 2,
  'door-forced': 3,
  'locker-forced': 3,
  'device-tampered': 3,
};

/** Level of the alarm that an event is as well; null where it is none. */
export const alarmLevel = (event: DeviceEventName): 2 | 3 | null => ALARMING[event] ?? null;
