/** The window's beginning. */
import { show } from '../app/show.tsx';
import { Chooser } from './Chooser.tsx';

show(Chooser);
