/** All texts in English, by area. */

import { base } from './base.ts';
import { calls } from './calls.ts';
import { centre } from './centre.ts';
import { centrePlayback } from './centrePlayback.ts';
import { chooser } from './chooser.ts';
import { manual } from './manual.ts';
import { phases } from './phases.ts';
import { ranking } from './ranking.ts';
import { room } from './room.ts';
import { roomWall } from './roomWall.ts';
import { seatDecisions } from './seatDecisions.ts';
import { seatDocuments } from './seatDocuments.ts';
import { seatEntry } from './seatEntry.ts';
import { seatRecording } from './seatRecording.ts';
import { seatWork } from './seatWork.ts';

export const en = {
  calls,
  centre,
  centrePlayback,
  chooser,
  base,
  manual,
  phases,
  ranking,
  room,
  roomWall,
  seatDecisions,
  seatDocuments,
  seatEntry,
  seatRecording,
  seatWork,
};
