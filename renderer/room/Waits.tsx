/** Waiting for the committee and its chair, since the act that made it begin. */
import type { ComponentProps } from 'react';
import { useStore } from 'zustand';
import { waitingSince } from '../../shared/evaluation/waiting.ts';
import { Waiting } from '../components/Waiting.tsx';
import { roomStore, useRoom } from './supervise.ts';

/** The time of the act; null before the opening. */
export function useWaitingSince(): string | null {
  const { room } = useRoom();
  return waitingSince(
    room,
    useStore(roomStore, (view) => view.entries),
  );
}

export function PhaseWaiting(props: Omit<ComponentProps<typeof Waiting>, 'since'>) {
  return <Waiting since={useWaitingSince()} {...props} />;
}
