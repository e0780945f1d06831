/** The three roles' manuals, one page each. */
import type { Texts } from '../texts.ts';
import type { manual as zh } from '../zh-CN/manual.ts';

export const manual: Texts<typeof zh> = {
  titles: {
    chooser: 'Manual of the first window',
    seat: 'Manual of the seat',
    room: 'Manual of the supervisor',
    centre: 'Manual of the trading centre',
  },
  picture: 'Screen: {{title}}',
  chooser: {
    station: {
      title: 'Opening a station',
      text: 'Choose the station file (station.json) that the trading centre has made for this machine: the window of a seat, of the supervisor or of the centre opens.\nWithout such a file ask the trading centre; never use another machine’s.',
    },
    demonstration: {
      title: 'Demonstration',
      text: '“Prepare the demonstration” makes all stations and entry slips on this machine, to learn on. Its result is marked as a demonstration and is no evaluation result.\nThe manuals of the three offices are above.',
    },
  },
  seat: {
    entry: {
      title: 'Signing in',
      text: 'Enter the slip’s code, check the name, sign in, set a PIN, and wait to be admitted.\nLock the screen when you get up; a pause locks it by itself. The PIN opens it, or the slip where you have forgotten the PIN.\nA lost slip, or one that does not open: raise your hand for the supervisor; once you are admitted there is a button that calls as well.',
    },
    work: {
      title: 'Review and scores',
      text: 'Choose a bidder on the left, read in the middle, judge and score on the right.\nEach entry is saved here at once (saved) and shows “received” when the room has it. No cut, power failure or change of seat loses it.\nA remark and a place can come before the score. A wrong score is typed over, or undone with Ctrl+Z; delete it and press Enter, and the cell is open again.\nEnter confirms and goes on, arrows move, Esc restores, F9 opens the item’s marked place, F6 moves between panes, ? shows the keys of the present screen.',
    },
    secret: {
      title: 'Secrecy',
      text: 'Until all have submitted nobody can read your scores: not the supervisor, not the centre.',
    },
    recording: {
      title: 'Recording',
      text: 'Where an evaluation is recorded, the screen, camera and microphone of this seat are, from admission on. The upper right shows how it stands; open it for devices and room on the disk.\nWhere it has a problem, do as the line above your work says. Recording goes on by itself, the time that is missing goes into the journal, and your work is not affected.',
    },
    sign: {
      title: 'Signing',
      text: 'Read the report, compare the check code, and sign; or write why you dissent, and sign that.\nOnce the room is closed your own record can be read, until you say that you leave.',
    },
  },
  room: {
    begin: {
      title: 'Opening and admission',
      text: 'Sign in with the supervisor’s slip, compare the package’s fingerprint, open the room.\nCheck identity and organisation of each person, the letter of authority of the {{terms.owner}}’s delegate, then admit.',
    },
    watch: {
      title: 'The course',
      text: '“Next step” says what blocks and what is to be done.\nYou see no score and nothing from which one could be guessed.\nInterventions, pauses and an end before the end need a reason, which goes into the journal as it stands; a substitution rests on a recusal or on a vote, and you choose the reserve.\nWhat cannot be taken back (the next phase, going back, a substitution) is asked for once more, with what happens and how it will read in the record.',
    },
    wall: {
      title: 'Watching',
      text: 'Where a room is set up for it, “Watching” shows every seat by its camera, without sound and never its screen. A touch opens a seat large, another one closes it.\nTo listen, open the large picture, then press “Listen”; each time goes into the journal before any sound is played.',
    },
    seal: {
      title: 'Sealing and hand-over',
      text: 'When all have signed, close the room. With the seats’ signatures it is sealed and sent to the centre; without a network it is carried on a disk.\nThis machine is cleared only with the centre’s receipt.',
    },
    trouble: {
      title: 'When something fails',
      text: 'A seat is cut off: the expert goes on, and it catches up. A seat is broken: the expert signs in at a spare one and the others press “Help restore the scores”.\nThe host restarts: wait until the seats have been heard.',
    },
  },
  centre: {
    prepare: {
      title: 'Preparing a package',
      text: 'Choose the project folder. What is wrong is listed with file and line; mend it and try again.\nAfter signing print the slips, delete their files, and hand each slip over in person.',
    },
    inbox: {
      title: 'Receiving and verifying',
      text: 'Each result is verified point by point: passed, failed, not checked. Not checked is not passed.\nA second result of a package is taken only with the record of the first.',
    },
    result: {
      title: 'Looking and exporting',
      text: 'Click any number to see where it comes from.\nExport the report (PDF), the score tables (XLSX), the data (JSON), or the archive bag.',
    },
    playback: {
      title: 'Playing the recording back',
      text: '“Playback” has the journal as its timeline: click an entry, and screen and camera of every seat are at that second. Search by person, bid and kind, or show alarms and interventions alone.\nWhere there is no picture it says from when to when, and why. A chain that fits means that the segment is the one the journal binds; “Enlarge” says it in full. Screens whose scores never came out (an evaluation that was broken off, a member who was replaced) stay closed; only their digests are compared.\nTo export a clip with its proof press “Begin here”, then “End here”, and choose seats and a folder. Whoever gets it can check it without this centre’s keys.\nRecordings arrive after the result. What is missing is declared in the room, with a reason, and the verdict names both.',
    },
  },
};
