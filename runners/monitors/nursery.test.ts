// SPDX-License-Identifier: BSD-3-Clause
/** Copies of a program that was ready to begin: no different from one that was executed. The program is the shell, which can tell. */
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MonitorProcess, type MonitorEnd } from './process.ts';
import { readyMonitors } from './nursery.ts';

const home = mkdtempSync(join(tmpdir(), 'ukmatrix-nursery-'));
const shell = (script: string, ...args: string[]): string[] => ['sh', '-c', script, 'sh', ...args];

type Ended = MonitorEnd & { readonly output: string };

async function run(command: readonly string[], memoryBytes = 0): Promise<Ended> {
  let output = '';
  const extras = { hasControl: false, memoryBytes };
  const monitor = new MonitorProcess(command, (chunk) => (output += chunk.toString()), extras);
  return { ...(await monitor.ended), output };
}

/** The process from which a monitor comes, with its command line. */
const parentOf = async (): Promise<{ pid: number; command: string }> => {
  const { output } = await run(shell('echo $PPID; tr "\\0" " " </proc/$PPID/cmdline'));
  const [pid, command = ''] = output.split('\n');
  return { pid: Number(pid), command };
};

beforeAll(async () => {
  readyMonitors(home, ['sh']);
  while (globSync(join(home, 'cache', '*.so')).length === 0) await sleep(10);
  readyMonitors(home, ['sh', 'no-such-program']);
}, 60_000);

afterAll(() => {
  rmSync(home, { recursive: true });
});

test('they are copies', async () => {
  expect((await parentOf()).command).toMatch(/^\S*\/sh -version /);
});

test('status, output and messages, also of many at once', async () => {
  const ends = await Promise.all(Array.from({ length: 20 }, () => run(shell('printf out; printf err >&2; exit 7'))));
  for (const end of ends)
    expect(end).toMatchObject({ exit: { kind: 'status', status: 7 }, output: 'out', stderr: 'err' });
  expect((await run(shell('kill -SEGV $$'))).exit).toEqual({ kind: 'signal', signal: 'SIGSEGV' });
});

test('arguments of their own, which everybody can see', async () => {
  const words = ["it's", 'two\nlines', '', 'ü', 'x'.repeat(100_000)];
  const { output } = await run(shell('printf "<%s>" "$@"', ...words));
  expect(output).toBe(words.map((word) => `<${word}>`).join(''));
  const shown = await run(shell('cat /proc/$$/cmdline', 'a', '', 'b'));
  expect(shown.output.replace(/\0+$/, '').split('\0').slice(3)).toEqual(['sh', 'a', '', 'b']);
});

test('what they inherit: a group, an input that neither speaks nor ends, no rights, limits, no other descriptor, the environment', async () => {
  const { output } = await run(
    shell(
      'timeout 0.1 cat; echo $?; grep -E "NoNewPrivs|CapBnd|CapPrm|SigBlk" /proc/self/status; ulimit -f; ls /proc/$$/fd; echo end; ' +
        'cut -d" " -f5 /proc/$$/stat; echo $$; echo "$HOME:$LD_PRELOAD"',
    ),
  );
  expect(output).toMatch(
    /^124\nSigBlk:\s+0{16}\nCapPrm:\s+0{16}\nCapBnd:\s+0{16}\nNoNewPrivs:\s+1\n\d+\n0\n1\n2\n(?:\d\d+\n)*end\n(\d+)\n\1\n/,
  );
  expect(output.trim().split('\n').at(-1)).toBe(`${process.env['HOME'] ?? ''}:`);
});

test("a guest's memory", async () => {
  const { output } = await run(shell('path=${2#*mem-path=}; stat -Lc %s "${path%%,*}"'), 1 << 20);
  expect(output).toBe(`${1 << 20}\n`);
});

test('a kill ends the whole group', async () => {
  let output = '';
  const monitor = new MonitorProcess(shell('trap "" TERM; sleep 1000 & echo $!; wait'), (chunk) => {
    output += chunk.toString();
    void monitor.kill('enough');
  });
  expect((await monitor.ended).exit).toEqual({ kind: 'killed', reason: 'enough' });
  while (existsSync(`/proc/${output.trim()}`) && !isZombie(output.trim())) await sleep(10);
});

const isZombie = (pid: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return true; // It ended just now.
  }
};

test('where they come from is killed: so are they, and further ones are executed', async () => {
  // Not before it is known to have begun: else it would be executed, as a child of the launcher.
  const begun = join(home, 'begun');
  const kill = shell('echo; until [ -e "$1" ]; do sleep 0.01; done; kill -KILL $PPID; exec sleep 1000', begun);
  const { exit } = await new MonitorProcess(kill, () => {
    writeFileSync(begun, '');
  }).ended;
  expect(exit).toEqual({ kind: 'signal', signal: 'SIGKILL' });
  readyMonitors('/dev/null/no-folder', ['sh']);
  expect((await parentOf()).command).toContain('launcher.pl');
  expect((await run(shell('exit 7'))).exit).toEqual({ kind: 'status', status: 7 });
});
