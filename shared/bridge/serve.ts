/** The station's end of a bridge: answers what one window asks, and tells it what happens. A station that several windows watch serves each on a port of its own. */
import { accept, type Refusal, type Result, refuse } from '../refusal.ts';
import type { Answer, BridgePort, CommandName, Contract, EventName, Params, Told } from './contract.ts';
import { answer, bridgeForm, checked, named, numbered, question, stationFault } from './messages.ts';

/** One function for each command. Its refusals go to the window as they are; what it throws is a fault of the station. */
export type Handlers<C extends Contract> = {
  readonly [N in CommandName<C>]: (
    params: Params<C, N>,
  ) => Result<Answer<C, N>> | Promise<Result<Answer<C, N>>>;
};

export interface BridgeServer<C extends Contract> {
  /** Sends an event; nothing where the window is gone. A value that breaks the contract is not sent, and is a fault. */
  tell<N extends EventName<C>>(name: N, value: Told<C, N>): void;
  /** The window is gone. Called once, also where it has happened already; not for an own `close`. */
  onClose(listener: () => void): void;
  /** Ends the bridge from this side: the window's open questions get `STATION_GONE`. */
  close(): void;
}

/**
 * Serves a window. Questions are handled side by side: who needs one after the other waits for the answer. What is told while a handler
 * runs reaches the window before its answer. Refuses with `BRIDGE_FORM` (unknown command, parameters of another form) and
 * `STATION_FAULT` (a handler threw, or its answer breaks the contract); never throws at a message.
 * @param onFault hears every error of the station's own, for its log; none carries a value that crossed the bridge.
 */
export function serveBridge<C extends Contract>(
  contract: C,
  port: BridgePort,
  handlers: Handlers<C>,
  onFault: (error: unknown) => void = () => undefined,
): BridgeServer<C> {
  async function take(message: unknown): Promise<void> {
    const asked = question.safeParse(message);
    if (asked.success) {
      const { id, ask, params } = asked.data;
      port.post({ id, ...(await answerTo(ask, params)) });
      return;
    }
    const known = numbered.safeParse(message);
    if (known.success) port.post({ id: known.data.id, ...refuse(bridgeForm()) });
  }

  async function answerTo(ask: string, given: unknown): Promise<Result<unknown>> {
    const command = named(contract.commands, ask);
    if (command === undefined) return refuse(bridgeForm());
    try {
      const params = checked(command.params, given, ask);
      if (!params.ok) return params;
      const handler = handlers[ask as CommandName<C>] as (params: unknown) => Promise<Result<unknown>>;
      const result = await handler(params.value);
      if (!result.ok) return refuse(...allowedRefusals(result.refusals));
      return accept(allowed(checked(command.answer, result.value, ask), 'answer'));
    } catch (error) {
      onFault(error);
      return refuse(stationFault(ask));
    }
  }

  port.onMessage((message) => {
    take(message).catch(onFault);
  });

  return {
    tell(name, value) {
      try {
        const form = named(contract.events, name);
        if (form === undefined) throw new TypeError('an event is told that the contract does not have');
        port.post({ tell: name, value: allowed(checked(form, value, name), 'event') });
      } catch (error) {
        onFault(error);
      }
    },
    onClose: (listener) => port.onClose(listener),
    close: () => port.close(),
  };
}

function allowedRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  const read = answer.safeParse({ id: 1, ok: false, refusals });
  if (!read.success) throw new TypeError('a handler refuses without a refusal, or with one of another form');
  return refusals;
}

function allowed<T>(value: Result<T>, what: 'answer' | 'event'): T {
  if (value.ok) return value.value;
  throw new TypeError(`the station's ${what} breaks the contract at ${value.refusals[0]?.where}`);
}
