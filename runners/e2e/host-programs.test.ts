// SPDX-License-Identifier: BSD-3-Clause
/** `--kernel host`: programs as Linux processes, and what the worst of them cannot do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOST_ARCH } from '../../kernels/toolchain.ts';
import type { Arch } from '../../model/cell.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { HOSTILE, HOSTILE_PROCESSES, writePrograms, wrongVerdicts } from './hostile-programs.ts';
import { temporaryFolder, ukmatrixRun } from './ukmatrix.ts';

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
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.some((word) => word.startsWith('/') && word.slice(1) in programs);
    } catch {
      return false; // It ended while this looked.
    }
  });
}

const LIMIT = ['--timeout-ms', '3000'];

/** Each architecture and each C library once; UKMATRIX_TEST_FULL=1: each with each, which builds one more musl. */
const isFull = process.env['UKMATRIX_TEST_FULL'] === '1';
const libcsOf = (arch: Arch): string[] => (isFull ? ['musl', 'glibc'] : [arch === HOST_ARCH ? 'musl' : 'glibc']);

test.each(ARCHES_UNDER_TEST.flatMap((arch) => libcsOf(arch).map((libc) => [arch, libc] as const)))(
  'each hostile program gets its own verdict as a process: %s, %s',
  async (arch, libc) => {
    const dir = join(folder.dir, `${arch}-${libc}`);
    const args = ['--kernel', 'host', '--program-suite', suite, '--arch', arch, '--libc', libc, ...LIMIT];
    const finished = await ukmatrixRun(dir, args);
    expect(finished.exitCode, finished.stderr).toBe(1);
    expect(wrongVerdicts(finished.events, `host-${arch}-${libc}`, programs)).toEqual({});
    expect(survivors()).toEqual([]);
  },
);
