/** The bridge's port over what the preload script gives: one for the shell, one for each start of the station's process. */
import type { BridgePort } from '../../shared/bridge/contract.ts';

export interface ChannelPort extends BridgePort {
  /** The process at the other end has gone: who listens on this port is told, and nothing is sent any more. */
  end(): void;
}

/** Opens one of the two channels of the window. */
export function channelPort(channel: 'shell' | 'station'): ChannelPort {
  let early: unknown[] | null = [];
  let hear: ((message: unknown) => void) | null = null;
  let closed: (() => void) | null = null;
  let ended = false;
  const stop = window.sealroom.listen(channel, (message) => {
    if (hear === null) early?.push(message);
    else hear(message);
  });
  return {
    post(message) {
      if (!ended) window.sealroom.post(channel, message);
    },
    onMessage(listener) {
      hear = listener;
      for (const message of early ?? []) listener(message);
      early = null;
    },
    onClose(listener) {
      closed = listener;
      if (ended) listener();
    },
    close: () => stop(),
    end() {
      if (ended) return;
      ended = true;
      stop();
      closed?.();
    },
  };
}
