/** Calls over the voice-masked intercom: the line's state at both ends, and how a call is begun. */
import type { Texts } from '../texts.ts';
import type { calls as zh } from '../zh-CN/calls.ts';

export const calls: Texts<typeof zh> = {
  peer: {
    supervisor: 'supervisor {{name}}',
    agency: 'the agency',
    bidder: 'a representative of {{bidder}}',
    member: '{{name}} at seat {{seat}}',
  },
  between: '{{member}} (for {{peer}})',
  ringing: 'Ringing {{peer}} since {{since}}; waiting for an answer',
  rung: 'A call for you from {{peer}}, since {{since}}',
  connecting: 'The call with {{peer}} is being connected, since {{since}}; a moment',
  talking: 'You are speaking with {{peer}}, since {{since}}, for ',
  lasts: '{{lasts}}',
  masked:
    'Both voices are masked before they are sent. The call is recorded; its beginning and end go into the journal. Say nothing of opinions or scores.',
  written: 'A call is no written answer: what a bidder explains counts as it is answered in writing.',
  accept: 'Take the call',
  decline: 'Decline',
  withdraw: 'Stop ringing',
  hangUp: 'Hang up',
  close: 'Close',
  declined: 'The call was not taken by {{peer}} ({{since}})',
  declinedHere: 'You declined the call from {{peer}} ({{since}})',
  withdrawn: 'The ring with {{peer}} was taken back ({{since}})',
  unanswered: 'The ring with {{peer}} was not answered ({{since}})',
  failed: 'There was no call with {{peer}}: {{problem}}',
  over: 'The call with {{peer}} has ended',
  hungUp: 'The call with {{peer}} has ended: {{from}} to {{to}}; the journal holds it',
  lost: 'The call with {{peer}} ended because the line broke: {{from}} to {{to}}; the journal holds it',
  ask: {
    how: 'How to call',
    here: 'Ask the supervisor to this seat',
    talk: 'Speak by masked phone',
    who: 'Whom to speak with',
    ring: 'Ring',
    text: 'Both voices are masked before they are sent. The call is recorded; its beginning and end go into the journal. Say nothing of opinions or scores.',
  },
  card: {
    title: 'Masked phone',
    seat: 'Seat',
    who: 'Who speaks here',
    ring: 'Ring the seat',
    note: 'Both voices are masked, the seat records, beginning and end go into the journal.',
    bidder: 'A representative of {{bidder}} (on “{{question}}”)',
  },
};
