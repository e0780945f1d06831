/** Words that all windows share. */

import type { Texts } from '../texts.ts';
import type { base as zh } from '../zh-CN/base.ts';

export const base: Texts<typeof zh> = {
  app: 'Sealroom',
  demonstration: 'Demonstration',
  language: 'Language',
  otherLanguage: '中文',
  fault: {
    title: 'This window has a fault',
    text: 'What was saved is not affected. Show the window again; should it come back, call the supervisor.',
    again: 'Show again',
  },
  textSize: 'Text size',
  textSizes: { standard: 'Standard', large: 'Large', largest: 'Largest' },
  help: 'Manual',
  close: 'Close',
  cancel: 'Cancel',
  confirm: 'Confirm',
  back: 'Back',
  retry: 'Try again',
  search: 'Search',
  reason: 'Reason',
  reasonHelp: 'The reason goes as it stands into the journal and the evaluation report.',
  lawQuote: 'Legal basis',
  unit: {
    points: 'points',
    yuan: 'yuan',
    minutes: '{{count}} min',
    seconds: '{{count}} s',
    bytes: '{{size}}',
  },
  waitingSince: 'Waiting since {{since}}, for {{duration}}',
  lot: 'Lot {{lot}}',
  seatNumber: 'Seat {{seat}}',
  process: {
    starting: 'The station on this machine is starting. One moment.',
    gone: 'The station on this machine has stopped and is being started again. What was saved is kept; nothing has to be typed again.',
  },
  refused: 'Not done',
  quit: {
    title: 'The program cannot be ended now',
    stay: 'Stay',
    quit: 'End the program',
    free: 'It can be ended now.',
  },
  slip: {
    code: 'Code of the entry slip',
    enter: 'Enter',
    camera: 'Scan the QR code',
    closeCamera: 'Close the camera',
    noCamera: 'The camera cannot be used. Type the code group by group as printed.',
    picture: 'The camera’s picture',
    hold: 'Hold the slip’s QR code before the camera.',
    help: 'The code is printed on the entry slip: four groups of four, small or capital letters. It can be pasted.',
  },
  status: { done: 'Done', open: 'Open', warning: 'Note', failed: 'Wrong' },
  noPackage: 'The project package has not arrived yet.',
  checkCode: 'Check code',
  yes: 'Yes',
  no: 'No',
};
