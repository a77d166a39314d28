// SPDX-License-Identifier: BSD-3-Clause
/** Kernels that really hang: before the kill each CPU is asked where it is; the answer is in the cause, the backtrace and a file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, lineOf, runMishaps, SOURCE, type MishapRun } from './mishaps.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder } from './ukmatrix.ts';

const folder = temporaryFolder();
afterAll(() => {
  folder[Symbol.dispose]();
});

describe.each(ARCHES_UNDER_TEST)('on %s with two CPUs', (arch) => {
  let run: MishapRun;
  beforeAll(async () => {
    const cases = ['busy_hang', 'sleeping_hang', 'other_cpu_hangs', 'patient_hang', 'after'];
    run = await runMishaps({ arch, smp: 2 }, cases, join(folder.dir, arch));
  });

  const functions = (name: string): (string | null)[] =>
    endOf(run, name).backtrace.map(({ function: fn, file }) => (file === SOURCE ? fn : null));
  const report = (name: string): string => {
    const { cell, boot } = endOf(run, name);
    return readFileSync(join(run.runDir, 'transcripts', cell, `${boot}.cpus.txt`), 'utf8');
  };

  test('a loop in a function without a frame', () => {
    const { verdict, cause } = endOf(run, 'busy_hang');
    expect(verdict).toBe('timeout');
    const place = `CPU 0 in spin_masked (${SOURCE}:${lineOf('busy_hang')})`;
    expect(cause?.endsWith(`it runs but gets nowhere; ${place}`), cause ?? '').toBe(true);
    const [spin, wait, kase] = functions('busy_hang');
    expect([spin, wait]).toEqual(['spin_masked', 'wait_for_nothing']);
    expect(kase).toContain('busy_hang');
  });

  test('a CPU that halted for good', () => {
    const { verdict, cause } = endOf(run, 'sleeping_hang');
    expect(verdict).toBe('timeout');
    expect(cause).toMatch(/it sleeps; CPU 0 in \w+/);
    expect(functions('sleeping_hang')).toContain('sleep_masked');
  });

  test('the other CPU hangs, and the first waits for it', () => {
    const { verdict, cause } = endOf(run, 'other_cpu_hangs');
    expect(verdict).toBe('timeout');
    expect(cause).toContain(`CPU 1 in spin_masked (${SOURCE}:${lineOf('busy_hang')})`);
    expect(functions('other_cpu_hangs').join()).toContain('other_cpu_hangs');
    expect(report('other_cpu_hangs')).toMatch(
      /\nCPU 1\n {2}0x[0-9a-f]{16} spin_masked .*\n {2}0x[0-9a-f]{16} lose_control /,
    );
    expect(report('other_cpu_hangs')).toMatch(arch === 'x86_64' ? /RIP=[0-9a-f]{16}/ : /PC=[0-9a-f]{16}/);
  });

  test('limits of suite.yaml, for the case that they are for', () => {
    expect(endOf(run, 'patient_hang').cause).toContain(
      '(limit 2.0 s set for mishap.patient_*): it runs but gets nowhere',
    );
    expect(endOf(run, 'busy_hang').cause).toContain('(limit 0.7 s set for mishap.busy_hang): it runs');
  });

  test('the case after the hangs passed', () => {
    expect(endOf(run, 'after').verdict).toBe('pass');
  });
});
