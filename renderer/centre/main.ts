/** The window's beginning: its station is asked first, and answers while what shows it is loaded. */
import './centre.ts';

void Promise.all([import('../app/show.tsx'), import('./CentreWindow.tsx')]).then(
  ([{ show }, { CentreWindow }]) => show(CentreWindow),
);
