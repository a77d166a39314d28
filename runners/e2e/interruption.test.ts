// SPDX-License-Identifier: BSD-3-Clause
/** Somebody kills the monitor, or the harness, at any moment: never green, nothing left behind, the run folder readable. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { startRun, temporaryFolder, verdictsOf, type Started } from './ukmatrix.ts';

const arch = ARCHES_UNDER_TEST[0] ?? 'x86_64';
const ARGS = ['--arch', arch, '--smp', '1', '--suite', 'nolibc'];
const FIND_LIMIT_MS = 60_000;

/** Monitors whose run folder, which stands in their command line, is this one. */
function monitorsOf(runDir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        return command.startsWith('qemu-system') && command.includes(runDir);
      } catch {
        return false; // The process ended while /proc was read.
      }
    })
    .map(Number);
}

async function monitorOf({ runDir }: Started): Promise<number> {
  for (const startedMs = Date.now(); Date.now() - startedMs < FIND_LIMIT_MS;) {
    const [pid] = monitorsOf(runDir);
    if (pid !== undefined) return pid;
    await sleep(2);
  }
  throw new Error('no monitor was started');
}

async function goneWithin(runDir: string, limitMs: number): Promise<boolean> {
  for (const startedMs = Date.now(); Date.now() - startedMs < limitMs;) {
    if (monitorsOf(runDir).length === 0) return true;
    await sleep(10);
  }
  return false;
}

test('QEMU killed at a random moment: the run is never green', async () => {
  let killedCount = 0;
  for (let round = 0; round < 6; round++) {
    using folder = temporaryFolder();
    const run = startRun(folder.dir, ARGS);
    const pid = await monitorOf(run);
    await sleep(Math.random() * 60);
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It was done already: that run counts for nothing.
    }
    const { exitCode, events } = await run.finished;
    const boots = events.filter((event) => event.type === 'boot-ended');
    const isKilled = boots.some(({ exit }) => exit.kind === 'signal');
    if (!isKilled) continue;
    killedCount++;
    expect(exitCode).toBe(3);
    const verdicts = verdictsOf(events, boots[0]?.cell ?? '');
    expect([...verdicts.values()]).toContain('unresolved');
  }
  expect(killedCount, 'QEMU always ended before it could be killed').toBeGreaterThan(0);
});

test('Ctrl-C while a monitor no longer reacts: exit code 130, reports written, nothing left', async () => {
  using folder = temporaryFolder();
  const run = startRun(folder.dir, ARGS);
  process.kill(await monitorOf(run), 'SIGSTOP');
  process.kill(run.pid, 'SIGINT');
  const { exitCode, events, runDir } = await run.finished;
  expect(exitCode).toBe(130);
  expect(events.at(-1)).toMatchObject({ type: 'run-ended', interrupted: true });
  expect(monitorsOf(runDir)).toEqual([]);
  for (const file of ['junit.xml', 'summary.json']) expect(existsSync(join(runDir, file)), file).toBe(true);
});

test('the harness killed outright: its monitors are gone within a second, its events can be read', async () => {
  using folder = temporaryFolder();
  const run = startRun(folder.dir, ARGS);
  process.kill(await monitorOf(run), 'SIGSTOP');
  process.kill(run.pid, 'SIGKILL');
  const { events, runDir } = await run.finished;
  expect(await goneWithin(runDir, 1000)).toBe(true);
  expect(events[0]).toMatchObject({ type: 'run-started' });
});

test('a monitor that stands still is a hang, and its case a timeout or, before the first case, unresolved', async () => {
  using folder = temporaryFolder();
  const run = startRun(folder.dir, [...ARGS, '--timeout-ms', '700']);
  process.kill(await monitorOf(run), 'SIGSTOP');
  const { exitCode, events } = await run.finished;
  expect([1, 3]).toContain(exitCode);
  const [boot] = events.filter((event) => event.type === 'boot-ended');
  expect(boot).toMatchObject({ end: 'hang', exit: { kind: 'killed' } });
});
