/** Under which law the project stands that this window shows: its texts speak in that law's terms. Apart from the catalogues, which load later. */
import { createStore } from 'zustand/vanilla';
import type { Regime } from '../../shared/project/model.ts';

export const regimeStore = createStore<{ readonly regime: Regime | null }>(() => ({ regime: null }));

/** The window shows a project of this regime from now on. */
export function speakOf(regime: Regime): void {
  if (regimeStore.getState().regime !== regime) regimeStore.setState({ regime });
}
