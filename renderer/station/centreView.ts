/** The centre's station as its window sees it. */
import { createStore } from 'zustand/vanilla';
import { type CentreStatus, centreContract } from '../../shared/bridge/centre.ts';
import { type BridgeClient, bridgeClient } from '../../shared/bridge/client.ts';
import { atEachStart } from './starts.ts';

export interface CentreView {
  readonly client: BridgeClient<typeof centreContract> | null;
  readonly status: CentreStatus | null;
}

/** Follows the station from now on. */
export function centreView() {
  const store = createStore<CentreView>(() => ({ client: null, status: null }));
  atEachStart((port) => {
    const client = bridgeClient(centreContract, port);
    client.on('status', (status) => store.setState({ status }));
    store.setState({ client });
    void client.ask('status', {}).then((answer) => answer.ok && store.setState({ status: answer.value }));
  });
  return store;
}
