/** Keeps the seat's camera and sound on their way to the monitor while somebody watches, whatever screen is shown. */
import { useEffect, useMemo } from 'react';
import type { SeatStatus } from '../../../shared/bridge/seat.ts';
import type { SeatClient } from '../seat.ts';
import { publisher } from './publisher.ts';

export function usePublishing(client: SeatClient | null, status: SeatStatus | null): void {
  const publishing = useMemo(
    () => (client === null ? null : publisher((offer) => client.ask('publish', offer))),
    [client],
  );
  useEffect(() => () => publishing?.close(), [publishing]);
  const watched = status?.stage === 'seated' ? status.watched : null;
  const monitor = watched?.monitor ?? null;
  const rate = watched?.rate ?? 'low';
  useEffect(() => {
    publishing?.want(monitor === null ? null : { monitor, rate });
  }, [publishing, monitor, rate]);
}
