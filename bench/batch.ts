// SPDX-License-Identifier: BSD-3-Clause
/** What one boot with many cases costs: cases a second through the command line, and the same QEMU command started raw. */
import type { BootEnded, BootStarted } from '../model/events.ts';
import { ended, median, ukmatrixRun } from './cli.ts';

const ROUNDS = 5;
const WHERE = ['--arch', 'x86_64', '--smp', '1', '--suite', 'nolibc', '--no-coverage'];

export async function benchBatch(): Promise<string> {
  const rounds: { readonly harness: number; readonly raw: number }[] = [];
  let count = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { events } = await ukmatrixRun(WHERE);
    const start = events.find((event): event is BootStarted => event.type === 'boot-started');
    const end = events.find((event): event is BootEnded => event.type === 'boot-ended');
    count = events.filter((event) => event.type === 'case-ended').length;
    const [file = '', ...args] = start?.command ?? [];
    const started = performance.now();
    await ended(file, args);
    rounds.push({ harness: (end?.atMs ?? NaN) - (start?.atMs ?? NaN), raw: performance.now() - started });
  }
  const harness = median(rounds.map((round) => round.harness));
  const raw = median(rounds.map((round) => round.raw));
  return (
    `${count} cases in one boot: harness ${harness.toFixed(0)} ms (${((1000 * count) / harness).toFixed(0)} cases/s), ` +
    `raw QEMU ${raw.toFixed(0)} ms, ratio ${(harness / raw).toFixed(2)}`
  );
}
