// SPDX-License-Identifier: BSD-3-Clause
/** execa and its 150 modules, loaded when the first program is started: a rerun of what is built starts none. */
import { createRequire } from 'node:module';
import type * as Execa from 'execa';

const load = createRequire(import.meta.url);
const loaded = (): typeof Execa => load('execa') as typeof Execa;

type Start = <Chosen extends Execa.Options>(
  file: string,
  args: readonly string[],
  options: Chosen,
) => Execa.ResultPromise<Chosen>;

export const execa: Start = (file, args, options) => (loaded().execa as Start)(file, args, options);

export const isExecaError = (error: unknown): error is Execa.ExecaError => error instanceof loaded().ExecaError;

/** What a program that failed said last, and not its whole output; of any other error its message. */
export function wordsOf(error: unknown): string {
  if (isExecaError(error)) return String(error.stderr).trim().split('\n').at(-1) || error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}

/** To a program that was started `detached`, which is a group of its own, and to all that it has started. */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group ended between the decision and this call.
  }
}
