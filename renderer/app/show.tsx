/** The beginning of every window: each station has a page of its own (`<station>.html`), so that nothing of another one is loaded. */
import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import 'antd/dist/antd.css';
import './base.css';
import { Fault } from './Fault.tsx';
import { Providers } from './Providers.tsx';

/** @param Screen what the window shows, for its whole life */
export const show = (Screen: ComponentType): void =>
  createRoot(document.getElementById('root')!).render(
    <Providers>
      <Fault>
        <Screen />
      </Fault>
    </Providers>,
  );
