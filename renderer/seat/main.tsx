/** The window's beginning. */
import { show } from '../app/show.tsx';
import { SeatWindow } from './SeatWindow.tsx';

show(<SeatWindow />);
