// SPDX-License-Identifier: BSD-3-Clause
/** `--kernel host`: programs as Linux processes, and what the worst of them cannot do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ARCHES } from '../../model/cell.ts';
import { HOSTILE, HOSTILE_PROCESSES, writePrograms } from './hostile-programs.ts';
import { temporaryFolder, ukmatrixRun, type Finished } from './ukmatrix.ts';

const folder = temporaryFolder();
const suite = join(folder.dir, 'hostile');
const programs = { ...HOSTILE, ...HOSTILE_PROCESSES };

beforeAll(() => {
  writePrograms(suite, programs);
});

afterAll(() => {
  folder[Symbol.dispose]();
});

/** Processes of this machine that run one of the programs. */
function survivors(): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return Object.keys(programs).some(
        (name) =>
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`\0/${name}\0`) ||
          readFileSync(`/proc/${pid}/cmdline`, 'utf8') === `/${name}\0`,
      );
    } catch {
      return false; // It ended while this looked.
    }
  });
}

function check({ events, stderr }: Finished, cell: string): void {
  const ended = events.filter((event) => event.type === 'case-ended' && event.cell === cell);
  const found = new Map(ended.map((event) => [event.type === 'case-ended' ? event.name : '', event]));
  for (const [name, { verdict, words }] of Object.entries(programs)) {
    const event = found.get(name);
    if (event?.type !== 'case-ended') throw new Error(`${name} has no verdict\n${stderr}`);
    expect(event.verdict, `${name}: ${event.cause ?? ''}`).toBe(verdict);
    const told = [event.cause ?? '', ...event.failures.map(({ text }) => text)].join('\n');
    if (words !== undefined) expect(told, name).toContain(words);
  }
}

const LIMIT = ['--timeout-ms', '2000'];

test.each(ARCHES.flatMap((arch) => ['musl', 'glibc'].map((libc) => [arch, libc] as const)))(
  'each hostile program gets its own verdict as a process: %s, %s',
  async (arch, libc) => {
    const dir = join(folder.dir, `${arch}-${libc}`);
    const args = ['--kernel', 'host', '--program-suite', suite, '--arch', arch, '--libc', libc, ...LIMIT];
    const finished = await ukmatrixRun(dir, args);
    expect(finished.exitCode, finished.stderr).toBe(1);
    check(finished, `host-${arch}-${libc}`);
    expect(survivors()).toEqual([]);
  },
);
