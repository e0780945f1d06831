/** The starts of the station's process, one bridge each: when it dies and comes back, the window stays and opens the next one. */
import { createStore } from 'zustand/vanilla';
import type { StationProcess } from '../../shared/bridge/shell.ts';
import { type ChannelPort, channelPort } from './ports.ts';
import { shell } from './shell.ts';

export const stationProcess = createStore<StationProcess>(() => ({
  state: 'starting',
  generation: 0,
  refusals: [],
}));

/** Calls `open` with a fresh port at each start, beginning with the present one. For the window's life. */
export function atEachStart(open: (port: ChannelPort) => void): void {
  let port: ChannelPort | null = null;
  let generation = 0;

  function hear(process: StationProcess): void {
    stationProcess.setState(process, true);
    if (process.state === 'gone') port?.end();
    if (process.state !== 'up' || process.generation === generation) return;
    generation = process.generation;
    port?.end();
    port = channelPort('station');
    open(port);
  }

  shell.on('process', hear);
  void shell.ask('process', {}).then((answer) => {
    // What was told meanwhile is newer.
    if (answer.ok && answer.value.generation >= generation) hear(answer.value);
  });
}
