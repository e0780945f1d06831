/** The window's beginning. */
import { show } from '../app/show.tsx';
import { CentreWindow } from './CentreWindow.tsx';

show(<CentreWindow />);
