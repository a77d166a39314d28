// SPDX-License-Identifier: BSD-3-Clause
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { SilenceMeter } from './silence-meter.ts';
import type { Silence } from './silence.ts';
import { readUsage, type Usage } from './usage.ts';

const ASLEEP: Usage = { cpuMs: 50, queuedMs: 20, isAsleep: true, isStopped: false };
const STOPPED: Usage = { ...ASLEEP, isAsleep: false, isStopped: true };

/** Looks every 200 ms, unless `atMs` says when; the first one tells of progress. */
function meter(looks: readonly Partial<Usage & { readonly atMs: number }>[]): Silence | undefined {
  const meter = new SilenceMeter(0);
  meter.progress(0, ASLEEP);
  return looks
    .map(({ atMs, ...usage }, index) => meter.look(atMs ?? 200 * (index + 1), { ...ASLEEP, ...usage }))
    .at(-1);
}

test('asleep is what it neither ran nor waited for a processor', () => {
  expect(meter([{}, { cpuMs: 100 }, { cpuMs: 100, queuedMs: 30 }])).toEqual({
    wallMs: 600,
    awakeMs: 600,
    asleepMs: 540,
    cpuMs: 50,
    queuedMs: 10,
    isStopped: false,
  });
  expect(meter([{ isAsleep: false }, {}, {}])).toMatchObject({ awakeMs: 600, asleepMs: 200 });
});

test('a monitor that is stopped is neither awake nor asleep, not even shortly before and after', () => {
  const silence = meter([{}, STOPPED, STOPPED, STOPPED, {}, {}]);
  expect(silence).toMatchObject({ wallMs: 1200, awakeMs: 400, asleepMs: 400, isStopped: false });
  expect(meter([STOPPED])).toMatchObject({ wallMs: 200, awakeMs: 0, isStopped: true });
});

test('where the harness itself stood still, the time that it did not see does not count', () => {
  expect(meter([{}, { atMs: 60_000 }])).toMatchObject({ wallMs: 700, awakeMs: 700, asleepMs: 700 });
});

test('progress begins anew', () => {
  const meter = new SilenceMeter(0);
  meter.look(200, ASLEEP);
  meter.look(400, ASLEEP);
  meter.progress(450, { ...ASLEEP, cpuMs: 60 });
  const used = { ...ASLEEP, cpuMs: 80 };
  expect(meter.look(550, used)).toMatchObject({ wallMs: 100, awakeMs: 100, asleepMs: 80, cpuMs: 20 });
  meter.progress(560, null);
  expect(meter.look(570, used)).toMatchObject({ wallMs: 10, cpuMs: 20 });
});

test('a process that is stopped is not asleep', async () => {
  const child = spawn('sleep', ['1000']);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const isSeen = async (state: Partial<Usage>): Promise<void> => {
    await expect.poll(() => readUsage(pid), { timeout: 60_000 }).toMatchObject(state);
  };
  await isSeen({ isAsleep: true, isStopped: false });
  child.kill('SIGSTOP');
  await isSeen({ isAsleep: false, isStopped: true });
  child.kill('SIGCONT');
  await isSeen({ isAsleep: true, isStopped: false });
  child.kill('SIGKILL');
});
