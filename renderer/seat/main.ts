/** The window's beginning: its station is asked first, and answers while what shows it is loaded. */
import { firstPicture } from '../station/roomView.ts';
import { seatStore } from './seat.ts';

void Promise.all([import('../app/show.tsx'), import('./SeatWindow.tsx'), firstPicture(seatStore)]).then(
  ([{ show }, { SeatWindow }]) => show(SeatWindow),
);
