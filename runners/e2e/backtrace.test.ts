// SPDX-License-Identifier: BSD-3-Clause
/** Kernels that really crash: the case that was running gets a backtrace with functions, files and lines, inlined frames too. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endOf, lineOf, runMishaps, SOURCE, type MishapRun } from './mishaps.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder } from './ukmatrix.ts';

const folder = temporaryFolder();
afterAll(() => {
  folder[Symbol.dispose]();
});

describe.each(ARCHES_UNDER_TEST)('on %s', (arch) => {
  let run: MishapRun;
  beforeAll(async () => {
    const cases = ['before', 'null_write', 'assertion', 'after'];
    run = await runMishaps({ arch, smp: 1 }, cases, `${folder.dir}/${arch}`);
  });

  const frames = (name: string): { function: string | null; file: string | null }[] =>
    endOf(run, name).backtrace.map(({ function: fn, file }) => ({ function: fn, file }));

  test('a page fault in an inlined function', () => {
    const { verdict, cause, backtrace, assertions } = endOf(run, 'null_write');
    expect({ verdict, cause }).toEqual({
      verdict: 'crash',
      cause: expect.stringMatching(/Page fault: cannot write 0x0+:/) as string,
    });
    expect(assertions).toEqual({ passed: 1, failed: 0 });
    expect(backtrace[0]).toMatchObject({ function: 'put', file: SOURCE, line: lineOf('null_write') });
    expect(frames('null_write').slice(0, 3)).toEqual([
      { function: 'put', file: SOURCE },
      { function: 'store_through', file: SOURCE },
      { function: expect.stringContaining('null_write') as string, file: SOURCE },
    ]);
    expect(backtrace.map((frame) => frame.function)).toEqual(expect.arrayContaining(['run_case', 'uk_boot_entry']));
  });

  test('a crash that the kernel reports of itself', () => {
    const { verdict, cause } = endOf(run, 'assertion');
    expect({ verdict, cause }).toEqual({
      verdict: 'crash',
      cause: expect.stringContaining('nothing to be done') as string,
    });
    const [give, kase] = frames('assertion');
    expect(give).toEqual({ function: 'give_up', file: SOURCE });
    expect(kase).toEqual({ function: expect.stringContaining('assertion') as string, file: SOURCE });
  });

  test('a boot in which a case fails comes to its end, and its status says so', async () => {
    const { events } = await runMishaps(
      { arch, smp: 1 },
      ['before', 'failure', 'after'],
      `${folder.dir}/${arch}-fails`,
    );
    const [end, ...others] = events.filter((event) => event.type === 'boot-ended');
    expect(others).toEqual([]);
    expect(end).toMatchObject({
      exit: { kind: 'status', status: arch === 'x86_64' ? 35 : 0 },
      end: 'complete',
      disagreement: null,
    });
  });

  test('K crashes cost K+1 boots, and the other cases keep their verdicts', () => {
    expect(run.events.filter(({ type }) => type === 'boot-ended')).toHaveLength(3);
    expect([endOf(run, 'before').verdict, endOf(run, 'after').verdict]).toEqual(['pass', 'pass']);
  });
});
