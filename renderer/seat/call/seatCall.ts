/**
 * The seat's end of a call, whatever screen is shown: when the line is taken, microphone and mask are opened, the other side's voice is made a part of the
 * recording, the act is made, and only then is the voice offered. Everything ends with the act that ends the call.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { seatContract } from '../../../shared/bridge/seat.ts';
import { isOpen, type Line } from '../../../shared/intercom/line.ts';
import { openCall } from '../../../shared/intercom/mayCall.ts';
import type { Refusal, Result } from '../../../shared/refusal.ts';
import { notConnected, notRecorded } from '../../components/call/callRefusals.ts';
import { openVoiceLine, type VoiceLine, VoiceProblem } from '../../components/call/voiceLine.ts';
import type { RoomView } from '../../station/roomView.ts';
import { recordAlso } from '../recording/recording.ts';
import { type SeatClient, seatStore } from '../seat.ts';

export interface SeatCall {
  /** The other side's voice; null: nobody is heard. */
  readonly voice: MediaStream | null;
  /** Why the newest line came to nothing at this seat. */
  readonly refusals: readonly Refusal[];
}

const NOTHING: SeatCall = { voice: null, refusals: [] };

/** A call whose line was taken here, from then to its end. */
interface Run {
  readonly client: SeatClient;
  readonly line: number;
  voice: VoiceLine | null;
  /** The act; null before it is made. */
  call: string | null;
}

class Refused extends Error {
  readonly refusals: readonly Refusal[];
  constructor(refusals: readonly Refusal[]) {
    super(refusals[0]?.en);
    this.refusals = refusals;
  }
}

function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.refusals);
  return result.value;
}

function callsOf(seat: StoreApi<RoomView<typeof seatContract>>): StoreApi<SeatCall> {
  const store = createStore<SeatCall>(() => NOTHING);
  let run: Run | null = null;
  /** Lines that were taken here already, by the newest number. */
  let taken = 0;
  /** Calls that are being ended as lost. */
  const losing = new Set<string>();

  function stop(refusals: readonly Refusal[] = []): void {
    if (run === null) return;
    run.voice?.close();
    run = null;
    store.setState({ voice: null, refusals });
    void recordAlso(null).catch(() => undefined);
  }

  /** This seat ends what it has begun: the call by its act, a line that is none yet by a word to the room. */
  async function giveUp(own: Run, refusals: readonly Refusal[]): Promise<void> {
    if (run !== own) return;
    stop(refusals);
    const { client, line, call } = own;
    if (call === null) await client.ask('endLine', { line, why: 'failed' });
    else await endAsLost(client, call);
  }

  async function endAsLost(client: SeatClient, call: string): Promise<void> {
    if (losing.has(call)) return;
    losing.add(call);
    await client.ask('act', { act: { type: 'call-end', body: { call, how: 'lost' } } });
    losing.delete(call);
  }

  async function begin(own: Run, line: Line): Promise<void> {
    const { client } = own;
    const voice = await openVoiceLine(() => void giveUp(own, []));
    if (run !== own) return voice.close();
    own.voice = voice;
    const sdp = await voice.offer();
    await recordAlso(voice.voice()).catch(() => {
      throw new Refused([notRecorded]);
    });
    if (run !== own) return;
    const body = { with: line.with, masked: true, recorded: true } as const;
    own.call = sure(await client.ask('act', { act: { type: 'call', body } })).act;
    const answer = sure(await client.ask('offerLine', { line: line.number, sdp }));
    if (run !== own) return;
    await voice.take(answer.sdp);
    store.setState({ voice: new MediaStream([voice.voice()]), refusals: [] });
  }

  function take(client: SeatClient, line: Line): void {
    taken = line.number;
    const own: Run = { client, line: line.number, voice: null, call: null };
    run = own;
    store.setState(NOTHING);
    begin(own, line).catch((error: unknown) => giveUp(own, refusalsOf(error)));
  }

  function follow({ client, status, room }: RoomView<typeof seatContract>): void {
    const line = status?.line ?? null;
    const who = status?.person?.who ?? null;
    if (run !== null) {
      const here = client === run.client && !run.client.closed && status?.stage === 'seated';
      const over = run.call !== null && room?.calls.get(run.call)?.end != null;
      const dropped = run.call === null && line?.number === run.line && !isOpen(line);
      if (!here || over || dropped) stop();
      return;
    }
    if (client === null || client.closed || status?.stage !== 'seated' || room === null || who === null)
      return;
    if (line?.state === 'ringing' && store.getState().refusals.length > 0) store.setState(NOTHING);
    const call = openCall(room, who);
    // Of a window or a station that is gone: nobody hears it any more.
    if (call !== null) void endAsLost(client, call);
    else if (line?.state === 'accepted' && line.call === null && line.number > taken) take(client, line);
  }

  seat.subscribe(follow);
  follow(seat.getState());
  return store;
}

function refusalsOf(error: unknown): readonly Refusal[] {
  if (error instanceof Refused) return error.refusals;
  return [error instanceof VoiceProblem ? error.refusal : notConnected];
}

export const seatCall = callsOf(seatStore);
