/** The app's first file: everything else is in `shell/`. */
import { startShell } from './shell/startShell.ts';

startShell();
