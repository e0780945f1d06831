/** The window's beginning. */
import { createRoot } from 'react-dom/client';
import './app/base.css';
import { Fault } from './app/Fault.tsx';
import { Main } from './app/Main.tsx';
import { Providers } from './app/Providers.tsx';

createRoot(document.getElementById('root')!).render(
  <Providers>
    <Fault>
      <Main />
    </Fault>
  </Providers>,
);
