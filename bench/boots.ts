// SPDX-License-Identifier: BSD-3-Clause
/**
 * What the harness costs: 100 boots of one image, a case each, through the command line, and then the same 100 QEMU commands
 * started raw, two at a time. The two take turns, so that a busy machine is unfair to both.
 */
import PQueue from 'p-queue';
import type { BootStarted } from '../model/events.ts';
import { ended, firstCases, median, ukmatrixRun } from './cli.ts';

const BOOTS = 100;
const ROUNDS = 3;
const AT_ONCE = 2;
const WHERE = ['--arch', 'x86_64', '--smp', '1', '--suite', 'nolibc', '--no-coverage'];

async function rawMs(commands: readonly (readonly string[])[]): Promise<number> {
  const queue = new PQueue({ concurrency: AT_ONCE });
  const started = performance.now();
  await Promise.all(commands.map(([file = '', ...args]) => queue.add(() => ended(file, args))));
  return performance.now() - started;
}

/** One line with both times and their ratio. */
export async function benchBoots(): Promise<string> {
  const args = [...WHERE, '--isolate', 'case', '--jobs', String(AT_ONCE), '--case', firstCases(WHERE, BOOTS)];
  const rounds: { readonly whole: number; readonly boots: number; readonly raw: number }[] = [];
  let count = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { events, wallMs } = await ukmatrixRun(args);
    const starts = events.filter((event): event is BootStarted => event.type === 'boot-started');
    const lastEnd = events.findLast((event) => event.type === 'boot-ended');
    count = starts.length;
    const boots = (lastEnd?.atMs ?? NaN) - (starts[0]?.atMs ?? NaN);
    rounds.push({ whole: wallMs, boots, raw: await rawMs(starts.map(({ command }) => command)) });
  }
  const raw = median(rounds.map((round) => round.raw));
  const boots = median(rounds.map((round) => round.boots));
  const whole = median(rounds.map((round) => round.whole));
  return (
    `${count} boots of one image, ${AT_ONCE} at a time: harness ${boots.toFixed(0)} ms, raw QEMU ${raw.toFixed(0)} ms, ` +
    `ratio ${(boots / raw).toFixed(2)} (whole command with start and reports: ${whole.toFixed(0)} ms, ratio ${(whole / raw).toFixed(2)})`
  );
}
