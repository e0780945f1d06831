/**
 * The bridge between a window and its station: what a window may ask, what the answers look like, and what the station tells by itself.
 * One contract for each kind of station; every message is checked against it on both sides, whatever carries it.
 */
import type { z } from 'zod';

/** What may be asked under one name: the form of what is sent along, and of the answer. */
export interface Command<Params extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly params: Params;
  readonly answer: Answer;
}

export interface Contract {
  readonly commands: Readonly<Record<string, Command>>;
  /** What the station tells without being asked, by name. */
  readonly events: Readonly<Record<string, z.ZodType>>;
}

export type CommandName<C extends Contract> = keyof C['commands'] & string;
export type EventName<C extends Contract> = keyof C['events'] & string;
export type Params<C extends Contract, N extends CommandName<C>> = z.infer<C['commands'][N]['params']>;
export type Answer<C extends Contract, N extends CommandName<C>> = z.infer<C['commands'][N]['answer']>;
export type Told<C extends Contract, N extends EventName<C>> = z.infer<C['events'][N]>;

/** One end of what carries messages: a MessagePort, a child process's channel. Values are plain JSON. */
export interface BridgePort {
  post(message: unknown): void;
  /** One listener each; what came before there was one is kept and given then. */
  onMessage(listener: (message: unknown) => void): void;
  /** The other end is gone: closed, crashed or killed. Called once, also where it has happened already. */
  onClose(listener: () => void): void;
  close(): void;
}
