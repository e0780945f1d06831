/** The room's end of a call, whatever screen is shown: when a line is taken, microphone and mask are opened; the seat's offer is answered when it comes. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RoomStatus, roomContract } from '../../../shared/bridge/room.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import { openVoiceLine, type VoiceLine, VoiceProblem } from '../../components/call/voiceLine.ts';
import type { RoomView } from '../../station/roomView.ts';
import { type RoomClient, roomStore } from '../supervise.ts';

export interface RoomCall {
  /** The expert's masked voice; null: nobody is heard. */
  readonly voice: MediaStream | null;
  /** Why the newest line came to nothing at this window. */
  readonly refusals: readonly Refusal[];
}

type RoomLine = RoomStatus['lines'][number];

interface Run {
  readonly client: RoomClient;
  readonly line: number;
  voice: Promise<VoiceLine>;
  answered: boolean;
}

const NOTHING: RoomCall = { voice: null, refusals: [] };

function callsOf(room: StoreApi<RoomView<typeof roomContract>>): StoreApi<RoomCall> {
  const store = createStore<RoomCall>(() => NOTHING);
  let run: Run | null = null;
  let taken = 0;

  function stop(refusals: readonly Refusal[] = []): void {
    void run?.voice.then((voice) => voice.close()).catch(() => undefined);
    run = null;
    store.setState({ voice: null, refusals });
  }

  function take(client: RoomClient, { number }: RoomLine): void {
    taken = number;
    const own: Run = {
      client,
      line: number,
      voice: openVoiceLine(() => void giveUp(own, [])),
      answered: false,
    };
    run = own;
    store.setState(NOTHING);
    own.voice.catch((error: unknown) => giveUp(own, error));
  }

  async function giveUp(own: Run, problem: unknown): Promise<void> {
    if (run !== own) return;
    stop(problem instanceof VoiceProblem ? [problem.refusal] : []);
    await own.client.ask('endLine', { line: own.line, why: 'failed' });
  }

  async function answer(own: Run, offer: string): Promise<void> {
    own.answered = true;
    const voice = await own.voice;
    const sdp = await voice.answer(offer);
    const told = await own.client.ask('answerLine', { line: own.line, sdp });
    if (run !== own) return;
    if (told.ok) store.setState({ voice: new MediaStream([voice.voice()]), refusals: [] });
    else stop(told.refusals);
  }

  function follow({ client, status }: RoomView<typeof roomContract>): void {
    const lines = status?.lines ?? [];
    if (run !== null) {
      const own = run;
      const line = lines.find(({ number }) => number === own.line);
      if (client !== own.client || client.closed || line?.state !== 'accepted') stop();
      else if (line.offer !== null && !own.answered)
        answer(own, line.offer).catch((error: unknown) => giveUp(own, error));
      return;
    }
    const line = lines.find(
      ({ state, call, number }) => state === 'accepted' && call === null && number > taken,
    );
    if (client !== null && !client.closed && line !== undefined) take(client, line);
  }

  room.subscribe(follow);
  follow(room.getState());
  return store;
}

export const roomCall = callsOf(roomStore);
