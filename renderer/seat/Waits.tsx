/** Waiting at a seat, since the act that made it begin: for the committee and its chair, or on the expert's own account. */
import type { ComponentProps } from 'react';
import { useStore } from 'zustand';
import { memberWaitsSince, waitingSince } from '../../shared/evaluation/waiting.ts';
import type { Phase } from '../../shared/journal/acts.ts';
import { Waiting } from '../components/Waiting.tsx';
import { useBehind } from './roomTime.ts';
import { seatStore, useSeat } from './seat.ts';

type Props = Omit<ComponentProps<typeof Waiting>, 'since' | 'behind'>;

/** @param phase whose work is waited for, where it is not the present one's */
export function PhaseWaiting({ phase, ...props }: Props & { readonly phase?: Phase }) {
  const { room } = useSeat();
  const entries = useStore(seatStore, (view) => view.entries);
  return <Waiting since={waitingSince(room, entries, phase)} behind={useBehind() ?? 0} {...props} />;
}

export function OwnWaiting({
  on,
  ...props
}: Props & { readonly on: Parameters<typeof memberWaitsSince>[3] }) {
  const { room, me } = useSeat();
  const entries = useStore(seatStore, (view) => view.entries);
  return <Waiting since={memberWaitsSince(room, entries, me, on)} behind={useBehind() ?? 0} {...props} />;
}
