/** The beginning of every window: each station has a page of its own (`<station>.html`), so that nothing of another one is loaded. */
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import 'antd/dist/antd.css';
import './base.css';
import { Fault } from './Fault.tsx';
import { Providers } from './Providers.tsx';

/** @param screen what the window shows, for its whole life */
export const show = (screen: ReactNode): void =>
  createRoot(document.getElementById('root')!).render(
    <Providers>
      <Fault>{screen}</Fault>
    </Providers>,
  );
