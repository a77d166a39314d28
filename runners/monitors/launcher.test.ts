// SPDX-License-Identifier: BSD-3-Clause
/** The launcher alone: what becomes of its monitors, and of itself, when things go wrong. */
import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, readFileSync, readSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findExecutable } from '../../kernels/toolchain.ts';
import { limitMonitors, theLauncher } from './launcher.ts';
import { MonitorProcess, type MonitorEnd } from './process.ts';

const shell = (script: string): string[] => ['sh', '-c', script];

async function run(command: readonly string[]): Promise<MonitorEnd & { readonly output: string }> {
  let output = '';
  const monitor = new MonitorProcess(command, (chunk) => (output += chunk.toString()));
  return { ...(await monitor.ended), output };
}

/** Whoever kills it takes a moment on a busy machine. */
async function isGone(pid: number): Promise<boolean> {
  for (let round = 0; round < 6000; round++) {
    try {
      if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return true;
    } catch {
      return true; // No such process any more.
    }
    await sleep(10);
  }
  return false;
}

test('status, output and messages, also of one that is over at once', async () => {
  const ends = await Promise.all(Array.from({ length: 20 }, () => run(shell('printf out; printf err >&2; exit 7'))));
  for (const end of ends) {
    expect(end).toMatchObject({ exit: { kind: 'status', status: 7 }, output: 'out', stderr: 'err' });
  }
});

test('a status above 128 is no signal, and a signal no status', async () => {
  expect((await run(shell('exit 137'))).exit).toEqual({ kind: 'status', status: 137 });
  for (const signal of ['SIGKILL', 'SIGABRT', 'SIGSEGV'])
    expect((await run(shell(`kill -${signal.slice(3)} $$`))).exit).toEqual({ kind: 'signal', signal });
});

test('its arguments arrive as they are', async () => {
  const { output } = await run(['printf', '<%s>', "it's", 'two\nlines', '', 'ü']);
  expect(output).toBe("<it's><two\nlines><><ü>");
});

test('what it inherits: a group of its own, an input that neither speaks nor ends, no rights, limits, no other descriptor', async () => {
  const { output } = await run(
    shell(
      'timeout 0.1 cat; echo $?; grep -E "NoNewPrivs|CapBnd|CapPrm" /proc/self/status; ulimit -c; ulimit -f; ls /proc/$$/fd; cut -d" " -f5 /proc/$$/stat; echo $$',
    ),
  );
  const words = output.split(/\s+/);
  expect(output).toMatch(/^124\nCapPrm:\s+0{16}\nCapBnd:\s+0{16}\nNoNewPrivs:\s+1\n0\n\d+\n0\n1\n2\n/);
  expect(words.at(-3)).toBe(words.at(-2));
});

test('more output than a pipe holds, and all of it', async () => {
  const { output } = await run(shell('head -c 300000 /dev/zero | tr "\\0" x'));
  expect(output.length).toBe(300_000);
});

test("a guest's memory: larger than any file that it may write, its own, and there after its end", async () => {
  const write = shell('path=${1#*mem-path=}; printf guest 1<>"${path%%,*}"; kill -9 $$');
  const extras = { hasControl: false, memoryBytes: 128 << 20 };
  const monitors = Array.from({ length: 2 }, () => new MonitorProcess(write, () => undefined, extras));
  const without = await run(shell('ls -l /proc/$$/fd'));
  expect(without.output).not.toContain('memfd:guest');
  for (const monitor of monitors) {
    expect((await monitor.ended).exit).toEqual({ kind: 'signal', signal: 'SIGKILL' });
    const memory = monitor.takeMemory();
    const bytes = Buffer.alloc(6);
    expect([fstatSync(memory ?? -1).size, readSync(memory ?? -1, bytes)]).toEqual([128 << 20, 6]);
    expect(bytes.toString('latin1')).toBe('guest\0');
    closeSync(memory ?? -1);
    expect(monitor.takeMemory()).toBeNull();
  }
});

/** Kills the launcher from below a monitor of its own; the monitor's end and its process number. */
async function killLauncher(): Promise<MonitorEnd & { readonly pid: number }> {
  let output = '';
  const monitor = new MonitorProcess(shell('echo $PPID $$; exec sleep 1000'), (chunk) => {
    output += chunk.toString();
    const [, launcher] = /^(\d+) \d+\n/.exec(output) ?? [];
    if (launcher !== undefined) process.kill(Number(launcher), 'SIGKILL');
  });
  const end = await monitor.ended;
  return { ...end, pid: Number(output.split(' ')[1]) };
}

test('the launcher killed: so are its monitors, which nobody believes, and the next boot has another one', async () => {
  const { exit, pid } = await killLauncher();
  expect(exit).toMatchObject({ kind: 'not-started', reason: expect.stringMatching(/launcher .*SIGKILL/) as string });
  expect(await isGone(pid)).toBe(true);
  expect((await run(shell('exit 7'))).exit).toEqual({ kind: 'status', status: 7 });
});

test.each([[[]], [['setpriv']], [['setpriv', 'prlimit']]])(
  'no launcher without all of its programs: %j',
  async (tools) => {
    await killLauncher();
    const before = process.env['PATH'];
    const bin = mkdtempSync(join(tmpdir(), 'ukmatrix-bin-'));
    for (const tool of ['sh', ...tools]) symlinkSync(findExecutable(tool) ?? tool, join(bin, tool));
    process.env['PATH'] = bin;
    const { exit } = await run(shell('exit 7'));
    process.env['PATH'] = before;
    rmSync(bin, { recursive: true });
    const missing = ['setpriv', 'prlimit', 'perl'][tools.length] ?? '';
    expect(exit).toMatchObject({ kind: 'not-started', reason: expect.stringContaining(missing) as string });
    expect((await run(shell('exit 7'))).exit).toEqual({ kind: 'status', status: 7 });
  },
);

test('beyond the limit a monitor waits until another one ends, and may be given up before its turn', async () => {
  limitMonitors(1);
  try {
    const turns: string[] = [];
    const start = (name: string, script: string): MonitorProcess =>
      new MonitorProcess(
        shell(script),
        () => undefined,
        undefined,
        () => void turns.push(name),
      );
    const [first, given, last] = [start('first', 'sleep 60'), start('given up', 'exit 1'), start('last', 'exit 5')];
    await given.kill('no longer wanted');
    expect((await given.ended).exit).toEqual({ kind: 'killed', reason: 'no longer wanted' });
    expect([given.pid, last.pid, turns]).toEqual([null, null, ['first']]);
    await first.kill('done');
    expect((await last.ended).exit).toEqual({ kind: 'status', status: 5 });
    expect(turns).toEqual(['first', 'last']);
  } finally {
    limitMonitors(1000);
  }
});

test('what is said to a monitor while it stands still arrives when it goes on', async () => {
  const guestless = ['qemu-system-x86_64', '-M', 'none', '-display', 'none', '-nodefaults'];
  const monitor = new MonitorProcess(guestless, () => undefined, { hasControl: true, memoryBytes: 0 });
  const say = async (): Promise<unknown> => {
    let answer: unknown = null;
    await monitor.control(async (control) => {
      await control.execute('qmp_capabilities');
      answer = await control.execute('query-status');
    });
    return answer;
  };
  while ((await say()) === null) await sleep(10); // Nobody listens yet.
  process.kill(monitor.pid ?? 0, 'SIGSTOP');
  const answer = say();
  await sleep(1500);
  process.kill(monitor.pid ?? 0, 'SIGCONT');
  expect(await answer).toMatchObject({ status: expect.any(String) as string });
  const unheard = say();
  await monitor.kill('enough');
  expect((await monitor.ended).exit).toEqual({ kind: 'killed', reason: 'enough' });
  await unheard;
});

test('a kill reaches the whole group, one that ignores SIGTERM too', async () => {
  let output = '';
  const monitor = new MonitorProcess(shell('trap "" TERM; sleep 1000 & echo $!; wait'), (chunk) => {
    output += chunk.toString();
    void monitor.kill('enough');
  });
  expect((await monitor.ended).exit).toEqual({ kind: 'killed', reason: 'enough' });
  expect(await isGone(Number(output))).toBe(true);
});

test('the end of a process that is watched is told, once', async () => {
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  let count = 0;
  const told = new Promise<void>((resolve) => {
    theLauncher().watch([bystander.pid ?? 0], () => {
      count++;
      resolve();
    });
  });
  const monitor = run(shell('sleep 0.2'));
  bystander.kill('SIGKILL');
  await told;
  await monitor;
  expect(count).toBe(1);
});
