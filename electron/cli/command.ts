/** What every command does alike: how it refuses, how it fails, what it says when it cannot understand what was typed. */
import { type Language, type Refusal, refusalLine } from '../../shared/refusal.ts';

/** What was typed cannot be understood; nothing was read and nothing made. */
export class UsageError extends Error {}

/** Exit status of any failure that is neither a refusal nor a verdict. */
const OTHER_FAILURE = 70;

/** The language that `--lang` names; Chinese where it is not given. */
export function languageOf(typed: string | undefined): Language {
  if (typed === undefined || typed === 'zh' || typed === 'en') return typed ?? 'zh';
  throw new UsageError('--lang is zh or en');
}

/** One line for each on standard error: `CODE: sentence (where)`. */
export function sayRefusals(refusals: readonly Refusal[], language: Language): void {
  process.stderr.write(refusals.map((one) => `${refusalLine(one, language)}\n`).join(''));
}

/** Runs a command on what was typed; its number is the exit status, and whatever it throws is one of 70. */
export async function runCommand(usage: string, main: (args: string[]) => Promise<number>): Promise<void> {
  const fail = (error: unknown): void => {
    const mistyped =
      error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(
      mistyped ? `${(error as Error).message}\n${usage}\n` : `${(error as Error)?.stack ?? error}\n`,
    );
    process.exitCode = OTHER_FAILURE;
  };
  // A reader that has seen enough (`| head`) closes the pipe: that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    fail(error);
  });
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    fail(error);
  }
}
