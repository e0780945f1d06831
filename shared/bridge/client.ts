/** The window's end of a bridge: asks the station, and hears what it tells. */
import type { z } from 'zod';
import { type Result, refuse } from '../refusal.ts';
import type { Answer, BridgePort, CommandName, Contract, EventName, Params, Told } from './contract.ts';
import {
  answer,
  bridgeForm,
  checked,
  event,
  named,
  numbered,
  stationFault,
  stationGone,
} from './messages.ts';

export interface BridgeClient<C extends Contract> {
  /**
   * The station's answer or its refusals; never rejects. `BRIDGE_FORM`: the parameters break the contract, nothing was sent;
   * `STATION_FAULT`: the answer does; `STATION_GONE`: there is no station, or it went before it answered.
   */
  ask<N extends CommandName<C>>(name: N, params: Params<C, N>): Promise<Result<Answer<C, N>>>;
  /** Hears an event from now on; the function returned ends that. Values that break the contract are left out. */
  on<N extends EventName<C>>(name: N, listener: (value: Told<C, N>) => void): () => void;
  /** The station is gone. Each listener is called once, also where it has happened already; not for an own `close`. */
  onClose(listener: () => void): void;
  /** No further question can be answered, whichever side ended the bridge. */
  readonly closed: boolean;
  close(): void;
}

interface OpenQuestion {
  readonly ask: string;
  settle(result: Result<unknown>): void;
}

/** Speaks to the station behind a port. Listeners that are set in the same turn miss nothing that the station has told. */
export function bridgeClient<C extends Contract>(contract: C, port: BridgePort): BridgeClient<C> {
  const open = new Map<number, OpenQuestion>();
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const closeListeners = new Set<() => void>();
  let asked = 0;
  let end: 'own' | 'station' | null = null;

  function settle(id: number, result: (ask: string) => Result<unknown>): void {
    const found = open.get(id);
    open.delete(id);
    found?.settle(result(found.ask));
  }

  function take(message: unknown): void {
    if (end !== null) return;
    const told = event.safeParse(message);
    const answered = answer.safeParse(message);
    const known = numbered.safeParse(message);
    if (told.success) hear(told.data.tell, told.data.value);
    else if (answered.success) settle(answered.data.id, (ask) => resultOf(ask, answered.data));
    else if (known.success) settle(known.data.id, (ask) => refuse(stationFault(ask)));
  }

  function resultOf(ask: string, answered: z.infer<typeof answer>): Result<unknown> {
    if (!answered.ok) return refuse(...answered.refusals);
    const command = named(contract.commands, ask);
    const value = command && checked(command.answer, answered.value, ask);
    return value?.ok ? value : refuse(stationFault(value?.refusals[0]?.where ?? ask));
  }

  function hear(name: string, given: unknown): void {
    const form = named(contract.events, name);
    const value = form && checked(form, given, name);
    if (value?.ok) for (const listener of [...(listeners.get(name) ?? [])]) listener(value.value);
  }

  function finish(side: 'own' | 'station'): void {
    if (end !== null) return;
    end = side;
    for (const id of [...open.keys()]) settle(id, () => refuse(stationGone()));
    if (side === 'station') for (const listener of closeListeners) listener();
  }

  port.onMessage(take);
  port.onClose(() => finish('station'));

  return {
    ask: (name, params) =>
      new Promise((resolve) => {
        const command = named(contract.commands, name);
        if (command === undefined) return resolve(refuse(bridgeForm()));
        const given = checked(command.params, params, name);
        if (!given.ok) return resolve(given);
        if (end !== null) return resolve(refuse(stationGone()));
        asked += 1;
        open.set(asked, { ask: name, settle: resolve as OpenQuestion['settle'] });
        port.post({ id: asked, ask: name, params: given.value });
      }),
    on(name, listener) {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard);
      const own = (value: unknown): void => listener(value as Told<C, typeof name>);
      heard.add(own);
      return () => heard.delete(own);
    },
    onClose(listener) {
      if (end === 'station') queueMicrotask(listener);
      else closeListeners.add(listener);
    },
    get closed() {
      return end !== null;
    },
    close() {
      finish('own');
      port.close();
    },
  };
}
