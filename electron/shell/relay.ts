/** What a window may send to its station: questions of the contract, of a size that a person's work has. Everything else ends here. */
import type { Contract } from '../../shared/bridge/contract.ts';
import { named, question } from '../../shared/bridge/messages.ts';

/** Characters of one message as JSON. */
const LARGEST = 4 << 20;

/** The message as it may pass, or null. Parameters are checked by the station, which knows what they mean. */
export function passable(contract: Contract, message: unknown): object | null {
  const asked = question.safeParse(message);
  if (!asked.success || named(contract.commands, asked.data.ask) === undefined) return null;
  return JSON.stringify(asked.data).length <= LARGEST ? asked.data : null;
}
