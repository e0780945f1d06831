/** The window's beginning: its station is asked first, and answers while what shows it is loaded. */
import { firstPicture } from '../station/roomView.ts';
import { roomStore } from './supervise.ts';

void Promise.all([import('../app/show.tsx'), import('./RoomWindow.tsx'), firstPicture(roomStore)]).then(
  ([{ show }, { RoomWindow }]) => show(RoomWindow),
);
