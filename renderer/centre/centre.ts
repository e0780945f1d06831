/** The centre as its screens know it. */
import { createContext, useContext } from 'react';
import type { CentreStatus, centreContract } from '../../shared/bridge/centre.ts';
import type { BridgeClient } from '../../shared/bridge/client.ts';
import { centreView } from '../station/centreView.ts';

export const centreStore = centreView();

export interface Centre {
  readonly client: BridgeClient<typeof centreContract>;
  readonly status: CentreStatus;
}

export const CentreContext = createContext<Centre | null>(null);

/** Of use only below the window's frame. */
export function useCentre(): Centre {
  const centre = useContext(CentreContext);
  if (centre === null) throw new Error('no centre is open here');
  return centre;
}
