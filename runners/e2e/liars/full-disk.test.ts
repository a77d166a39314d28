// SPDX-License-Identifier: BSD-3-Clause
/** A disk that fills at any point of a run: exit code 3 and one line that says so, never a verdict, never a stack trace. */
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ARCHES_UNDER_TEST } from '../narrowing.ts';
import { ROOT, temporaryFolder, ukmatrix } from '../ukmatrix.ts';

const scratch = temporaryFolder();
const ARGS = ['run', '--arch', ARCHES_UNDER_TEST[0] ?? 'x86_64', '--smp', '1', '--suite', 'ukboot', '--no-coverage'];

beforeAll(async () => {
  // Builds the image, so that only the run itself meets the limit.
  expect((await ukmatrix([...ARGS, '--out', join(scratch.dir, 'whole')])).exitCode).toBe(0);
});

afterAll(() => {
  scratch[Symbol.dispose]();
});

/** A limit on the size of each file stands for the full disk (setrlimit(2), RLIMIT_FSIZE): Node gets EFBIG in place of ENOSPC. */
test.each([100, 1000, 3000, 8000, 15_000])('no file may grow beyond %d bytes', async (bytes) => {
  const main = join(ROOT, 'runners', 'cli', 'main.ts');
  const command = [`--fsize=${bytes}`, process.execPath, main, ...ARGS, '--out', join(scratch.dir, `${bytes}`)];
  const { exitCode, stderr } = await execa('prlimit', command, { cwd: ROOT, stdin: 'ignore', reject: false });
  expect(stderr).toContain('EFBIG');
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(exitCode).toBe(3);
});
