/** The supervisor's wall of live pictures. */
import type { Texts } from '../texts.ts';
import type { roomWall as zh } from '../zh-CN/roomWall.ts';

export const roomWall: Texts<typeof zh> = {
  note: 'Picture and sound are for supervising the room alone. No screen is shown.',
  restarting:
    'The monitor is starting again. The evaluation goes on, and the pictures come back by themselves',
  who: 'Seat {{seat}} {{name}}',
  large: 'Large picture of {{name}}',
  state: {
    live: 'Live',
    none: 'No picture',
    lost: 'Link lost',
    empty: 'Not seated',
    monitor: 'The monitor is starting',
  },
  listen: 'Listen',
  stop: 'Stop listening',
  listening: 'Listening',
  silent: 'Not listening',
  journalled: 'Each time, listening goes into the journal before any sound is played.',
  close: 'Close the large picture',
  outside: 'Streams that the monitoring system receives: {{count}}. ',
};
