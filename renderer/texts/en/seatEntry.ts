/** The frame of the seat; signing in, commitment, recusal, election of the chair, leaving. */
import type { Texts } from '../texts.ts';
import type { seatEntry as zh } from '../zh-CN/seatEntry.ts';

export const seatEntry: Texts<typeof zh> = {
  frame: {
    clock: 'This machine’s time',
    linkUp: 'Connected',
    linkDown: 'Cut off',
    linkDownText:
      'Cut off from the room since {{since}}. Go on: all is saved here, and is sent when the link is back.',
    call: 'Call the supervisor',
    paused: 'The room is paused: {{reason}}',
  },
  call: {
    title: 'Call the supervisor',
    text: 'The supervisor will see your seat and the matter. The call goes into the journal; write no opinion and no score.',
    matter: 'Matter (may be empty)',
    send: 'Call',
  },
  connecting: 'Connecting to the room’s host',
  fetching: 'Receiving and verifying the documents',
  waiting: 'Connected; waiting for the supervisor to open the room',
  signingIn: 'Signing in at the host',
  loading: 'Opening',
  admission: {
    title: '{{name}}, you have signed in',
    text: 'Please wait until the supervisor has checked your identity and admits you',
  },
  moved: {
    title: 'You go on at another seat',
    text: 'This seat takes no more work. Everything that was submitted is kept.',
  },
  finished: {
    title: 'The trading centre has confirmed the result',
    text: 'What this seat kept has been deleted. You may leave.',
  },
  stopped: {
    title: 'This seat has stopped. Call the supervisor now',
    proof: 'File with the proof:',
  },
  slip: { title: 'Enter the code of your slip' },
  you: {
    title: 'Are you {{name}}?',
    name: 'Name',
    organisation: 'Organisation',
    role: 'Office',
    expert: 'Expert of the evaluation committee',
    owner: '{{owner}}',
    privacy:
      'Your sign-in, reviews, scores, votes and signatures are recorded. Drafts are not archived, time spent is not ranked.',
    yes: 'That is me: sign in',
    no: 'That is not me: enter again',
  },
  seated: {
    title: 'You are admitted; please wait',
    text: 'Waiting for the supervisor to announce the bidders’ names',
  },
  commitment: {
    title: 'Commitment and declaration on recusal',
    bidders: 'Bidders',
    number: 'No.',
    bidder: 'Bidder',
    enterprise: 'Unified social credit code',
    text: 'I commit myself:',
    chinese: 'The Chinese text is what is signed.',
    recording: 'The check code of the text goes into the journal.',
    sign: 'No ground for recusal: sign',
    done: 'You have signed the commitment',
    waiting: 'Waiting for the other members, and for the supervisor to go on',
  },
  recusal: {
    open: 'There is a ground: recuse myself',
    title: 'Declare recusal',
    text: 'You will leave this evaluation, a reserve takes your place, and what you have judged is void. This cannot be undone.',
    ground: 'Ground',
    grounds: {
      kin: 'Near relative',
      employment: 'Employment or office',
      interest: 'Economic interest',
      tie: 'Member of the department in charge or of the supervising authority',
      other: 'Another relation that could affect fairness',
    },
    declare: 'Declare recusal',
    done: 'You have declared recusal',
    waiting: 'Please wait for the supervisor to replace you',
  },
  ballot: {
    title: 'Election of the chair',
    text: 'Choose a member (round {{round}}). Who has more than half of all votes is elected; else there is another round.',
    me: '(yourself)',
    vote: 'Vote',
    waiting: 'You have voted; waiting for the others',
    elected: '{{name}} is elected chair',
    next: 'Waiting for the chair to go on',
  },
  quit: {
    ask: 'Ask the supervisor to let this seat go',
    asked:
      'It stands in the record, and the supervisor is told. The program can be ended once you are let go.',
  },
  leaving: {
    title: 'The room is closed, and this seat has signed the seal',
    text: 'Leave when the supervisor agrees. Do not switch this machine off before the host has the centre’s receipt.',
    link: 'Waiting for the link, to hand over this seat’s signature',
    code: 'Check code of the journal’s last entry, to be noted down:',
  },
  ownRecord: { open: 'My record', title: 'My record of this evaluation' },
  pin: {
    title: 'Set a PIN',
    why: 'A PIN of 4 to 12 digits unlocks this seat after you were away or the room was paused; if you forget it, the slip does.',
    new: 'PIN (4 to 12 digits)',
    again: 'Once more',
    set: 'Set the PIN',
    differ: 'The two differ',
  },
  lock: {
    leave: 'Lock the screen',
    title: 'Seat {{seat}} is locked: {{name}}',
    text: 'What is saved stays as it is. Enter your PIN.',
    pin: 'PIN',
    open: 'Unlock',
    forgotten: 'PIN forgotten: unlock with the slip',
    byPin: 'Unlock with the PIN',
  },
};
