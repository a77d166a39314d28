// SPDX-License-Identifier: BSD-3-Clause
/** From the command to the first QEMU, with the image in the store. */
import { spawnSync } from 'node:child_process';
import { median, ukmatrixRun } from './cli.ts';

const ROUNDS = 5;
const WHERE = ['--arch', 'x86_64', '--smp', '1', '--suite', 'ukalloc', '--no-coverage'];

/** One line with the median of a few starts. */
export async function benchFirstBoot(): Promise<string> {
  await ukmatrixRun(WHERE); // builds what is missing
  const waitsMs: number[] = [];
  const nodesMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { events, startedAtMs } = await ukmatrixRun(WHERE);
    const start = events.find((event) => event.type === 'run-started');
    const boot = events.find((event) => event.type === 'boot-started');
    waitsMs.push(Date.parse(start?.startedAt ?? '') + (boot?.atMs ?? NaN) - (start?.atMs ?? NaN) - startedAtMs);
    const node = performance.now();
    spawnSync(process.execPath, ['--eval', '0']);
    nodesMs.push(performance.now() - node);
  }
  return `command to first QEMU: ${median(waitsMs).toFixed(0)} ms, of which an empty Node program takes ${median(nodesMs).toFixed(0)} ms`;
}
