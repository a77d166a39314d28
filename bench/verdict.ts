// SPDX-License-Identifier: BSD-3-Clause
/** From the end of a monitor to knowing it, its output read: a program that prints the time and is gone. */
import { MonitorProcess } from '../runners/monitors/process.ts';
import { median } from './cli.ts';

const ROUNDS = 50;

async function delayMs(): Promise<number> {
  let printed = '';
  await new MonitorProcess(['date', '+%s%N'], (chunk) => (printed += chunk.toString())).ended;
  return performance.timeOrigin + performance.now() - Number(printed) / 1e6;
}

export async function benchVerdict(): Promise<string> {
  const delays: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) delays.push(await delayMs());
  return `exit of a monitor to its judgement: ${median(delays).toFixed(1)} ms`;
}
