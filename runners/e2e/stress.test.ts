// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix stress` counts what a case does in many boots. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flawedProject, type FlawedProject } from './flawed-project.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder } from './ukmatrix.ts';

const CELL = ['--arch', 'x86_64', '--smp', '1'];

describe.runIf(ARCHES_UNDER_TEST.includes('x86_64'))('stress', () => {
  const folder = temporaryFolder();
  let project: FlawedProject;

  beforeAll(() => {
    project = flawedProject(folder.dir);
  });
  afterAll(() => {
    folder[Symbol.dispose]();
  });

  test('counts failures and keeps the first one only', async () => {
    const out = join(folder.dir, 'failing');
    const { exitCode, stdout } = await project.ukmatrix([
      'stress',
      'flawed.fails',
      '--times',
      '8',
      ...CELL,
      '--out',
      out,
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'flawed.fails: 8 failures in 8 attempts (100.0 %, 95 % interval 67.6 % to 100.0 %): 8 fail',
    );
    const logs = readdirSync(join(out, 'transcripts'), { recursive: true, encoding: 'utf8' });
    expect(logs.filter((name) => name.endsWith('.log'))).toHaveLength(1);
    const counts: unknown = JSON.parse(readFileSync(join(out, 'stress.json'), 'utf8'));
    expect(counts).toMatchObject([{ case: 'flawed.fails', attempts: 8, failures: 8, verdicts: { fail: 8 } }]);
  });

  test('a case that never failed is as expected, and its interval says how sure that is', async () => {
    const out = ['--out', join(folder.dir, 'passing')];
    const { exitCode, stdout } = await project.ukmatrix(['stress', 'flawed.passes', '--for', '500ms', ...CELL, ...out]);
    expect(exitCode, stdout).toBe(0);
    expect(stdout).toMatch(/: 0 failures in \d+ attempts \(0\.00 %, 95 % interval 0\.00 % to [\d.]+ %\): \d+ pass/);
  });

  test.each([
    [['flawed.passes'], 'stress needs one of --for and --times'],
    [['flawed.passes', '--for', 'ages'], '--for: "ages" is no duration'],
    [['flawed.pases', '--times', '1'], 'did you mean flawed.passes'],
  ])('%j is refused', async (args, message) => {
    const { exitCode, stderr } = await project.ukmatrix(['stress', ...args, ...CELL]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
