// SPDX-License-Identifier: BSD-3-Clause
/** Somebody kills the monitor, or the harness, at any moment: never green, nothing left behind, the run folder readable. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { startRun, temporaryFolder, verdictsOf, type Started } from './ukmatrix.ts';

const arch = ARCHES_UNDER_TEST[0] ?? 'x86_64';
/** Chosen by case, which takes no kernel of its own. */
const ARGS = ['--arch', arch, '--smp', '1', '--case', 'nolibc.*'];
const GONE_LIMIT_MS = 60_000;
const ROUNDS = 20;

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

/** Null where the run was over before anybody saw its monitor, as happens on a busy machine. */
async function monitorOf({ runDir, finished }: Started): Promise<number | null> {
  const over = new AbortController();
  void finished.then(() => {
    over.abort();
  });
  while (!over.signal.aborted) {
    const [pid] = monitorsOf(runDir);
    if (pid !== undefined) return pid;
    await sleep(2);
  }
  return null;
}

/** False if it is no more. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

/** A run whose monitor stands still; one that was quicker than the signal is let go. */
async function stoppedRun(dir: string, args: readonly string[]): Promise<Started> {
  for (let round = 0; round < ROUNDS; round++) {
    const run = startRun(join(dir, `${round}`), args);
    const pid = await monitorOf(run);
    if (pid !== null && signal(pid, 'SIGSTOP') && monitorsOf(run.runDir).includes(pid)) return run;
    await run.finished;
  }
  throw new Error('QEMU always ended before it could be stopped');
}

async function areGone(runDir: string): Promise<boolean> {
  for (const startedMs = Date.now(); Date.now() - startedMs < GONE_LIMIT_MS;) {
    if (monitorsOf(runDir).length === 0) return true;
    await sleep(10);
  }
  return false;
}

test('QEMU killed at a random moment: the run is never green', async () => {
  let killedCount = 0;
  for (let round = 0; round < 6 || (killedCount === 0 && round < ROUNDS); round++) {
    using folder = temporaryFolder();
    const run = startRun(folder.dir, ARGS);
    const pid = await monitorOf(run);
    await sleep(Math.random() * 60);
    if (pid !== null) signal(pid, 'SIGKILL');
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
  const run = await stoppedRun(folder.dir, ARGS);
  process.kill(run.pid, 'SIGINT');
  const { exitCode, events, runDir } = await run.finished;
  expect(exitCode).toBe(130);
  expect(events.at(-1)).toMatchObject({ type: 'run-ended', interrupted: true });
  expect(monitorsOf(runDir)).toEqual([]);
  for (const file of ['junit.xml', 'summary.json']) expect(existsSync(join(runDir, file)), file).toBe(true);
});

test('Ctrl-C while a case of a tree hangs: those behind it were interrupted, and not kept from running by it', async () => {
  using folder = temporaryFolder();
  const kernel = `tree:${join(import.meta.dirname, 'foreign', 'tree')}`;
  const run = startRun(folder.dir, ['--kernel', kernel, '--arch', arch, '--suite', 'ukstuck']);
  const log = join(run.runDir, 'transcripts', `tree-${arch}`, '0.log');
  const over = new AbortController();
  void run.finished.then(() => {
    over.abort();
  });
  while (!over.signal.aborted && !(existsSync(log) && readFileSync(log, 'latin1').includes('ukstuck->waits')))
    await sleep(10);
  process.kill(run.pid, 'SIGINT');
  const { exitCode, events } = await run.finished;
  expect(exitCode).toBe(130);
  const [behind] = events.filter((event) => event.type === 'case-ended' && event.name === 'waits_no_more');
  expect(behind).toMatchObject({ verdict: 'unresolved', cause: 'the run was interrupted first' });
});

test('the harness killed outright: so are its monitors, and its events can be read', async () => {
  using folder = temporaryFolder();
  const run = await stoppedRun(folder.dir, ARGS);
  process.kill(run.pid, 'SIGKILL');
  const { events, runDir } = await run.finished;
  expect(await areGone(runDir)).toBe(true);
  expect(events[0]).toMatchObject({ type: 'run-started' });
});

test('a monitor that stands still is a hang, and its case a timeout or, before the first case, unresolved', async () => {
  using folder = temporaryFolder();
  const run = await stoppedRun(folder.dir, [...ARGS, '--timeout-ms', '1000']);
  const { exitCode, events } = await run.finished;
  expect([1, 3]).toContain(exitCode);
  const [boot] = events.filter((event) => event.type === 'boot-ended');
  const reason = expect.stringMatching(/the monitor is stopped/) as string;
  expect(boot).toMatchObject({ end: 'hang', exit: { kind: 'killed', reason } });
});

test('a monitor that stands still for longer than a case may take, and goes on, tells all the same', async () => {
  using folder = temporaryFolder();
  const run = await stoppedRun(folder.dir, [...ARGS, '--timeout-ms', '2000']);
  await sleep(3000);
  for (const pid of monitorsOf(run.runDir)) signal(pid, 'SIGCONT');
  expect(await run.finished).toMatchObject({ exitCode: 0 });
});
