/** The window's beginning. */
import { show } from '../app/show.tsx';
import { RoomWindow } from './RoomWindow.tsx';

show(<RoomWindow />);
