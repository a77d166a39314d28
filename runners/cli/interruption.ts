// SPDX-License-Identifier: BSD-3-Clause
/** Somebody wants a command to end. */
import { performance } from 'node:perf_hooks';
import { EXIT } from '../dispatcher.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm, its shell and a terminal may each pass the same wish on. */
const ONE_WISH_MS = 300;

/** Ctrl-C once: `stop`, which ends cleanly. Twice: stop now; the monitors die with this process. Returns what ends the listening. */
export function onInterruption(stop: () => void): () => void {
  let firstMs: number | null = null;
  const handler = (): void => {
    firstMs ??= performance.now();
    if (performance.now() - firstMs > ONE_WISH_MS) process.exit(EXIT.interrupted);
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, handler);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handler);
  };
}
