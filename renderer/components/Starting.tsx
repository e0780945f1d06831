/** What a window shows before its station has said anything: that it is waited for, or why it does not come. */
import { useStore } from 'zustand';
import { stationProcess } from '../station/starts.ts';
import { NotStarted } from './NotStarted.tsx';
import { Waiting } from './Waiting.tsx';

/** @param children what is being waited for */
export function Starting({ children }: { readonly children: string }) {
  const refused = useStore(stationProcess, ({ refusals }) => refusals.length > 0);
  return refused ? <NotStarted /> : <Waiting since={null}>{children}</Waiting>;
}
