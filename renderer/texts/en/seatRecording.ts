/** The recording of the seat: its mark, its troubles, what is told before the sign-in. */
import type { Texts } from '../texts.ts';
import type { seatRecording as zh } from '../zh-CN/seatRecording.ts';

export const seatRecording: Texts<typeof zh> = {
  state: {
    starting: 'Recording is starting',
    recording: 'Recording',
    paused: 'Recording is paused',
    trouble: 'Recording has a problem',
  },
  tracks: { screen: 'Screen', camera: 'Camera and microphone' },
  details: {
    title: 'Recording of this seat',
    own: 'This seat’s screen',
    none: 'Not connected',
    last: 'Last written',
    disk: 'Disk',
    hours: 'Room for about {{hours}} more hours at the present rate',
    measuring: 'Being measured',
    unsent: 'Not yet at the host',
    size: '{{size}} MB',
  },
  problem: {
    'camera-lost':
      'The camera gives no picture and is being opened again. See whether it is plugged in and its lid open; if it does not come back, call the supervisor. You may go on.',
    'microphone-lost':
      'The microphone gives no sound and is being opened again. See whether it is plugged in or muted; if it does not come back, call the supervisor. You may go on.',
    'screen-lost':
      'The recording of the screen has broken off and is being taken up again. Leave the display’s cable and settings alone; if it does not come back, call the supervisor. You may go on.',
    'no-data':
      'The devices give nothing to record; recording is being started again. If it does not come back, call the supervisor. You may go on.',
    asleep:
      'This machine stood still or slept; recording is starting again, and the time that is missing is on record. Do not close the lid or let it sleep.',
    'recorder-failed':
      'The recorder has failed and is being started again. If it does not come back, call the supervisor. You may go on.',
    gone: 'The station on this machine has stopped, and the recording with it; it goes on when the station is back, and the time that is missing goes on record. Wait, and do not switch off; if it does not come back, raise your hand for the supervisor.',
    late: 'The station does not keep up with the recording, which waits in memory. Do not switch off, and call the supervisor now.',
  },
  diskWarning:
    'The disk is running out: about {{hours}} more hours at the present rate. Fewer pictures are recorded from now on. Tell the supervisor. You may go on.',
  notice: {
    title: 'This seat will be recorded',
    what: 'What: the screen of this seat, the camera’s picture, the microphone’s sound.',
    when: 'When: from admission until the scores open or the room closes; not while the room is paused.',
    who: 'The recording of the screen is encrypted, and nobody can see it before the scores open. Camera and sound can be watched by the supervisor as they are made; their recording is encrypted, sealed with the result and handed over with it.',
    agree:
      'To sign in is to know of this recording and agree to it. If you do not agree, do not sign in, and tell the supervisor.',
    agreed: 'You have agreed to this recording at your sign-in; to sign the commitment confirms it.',
  },
};
