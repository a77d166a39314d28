// SPDX-License-Identifier: BSD-3-Clause
/**
 * Mishaps of a real kernel, the reference one, with four CPUs. All of them are asked for at once: each takes its boot with it, is
 * named, and everything else runs in a fresh boot.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseKey } from '../../../model/cell.ts';
import { loadSuites } from '../../../suites/suite-file.ts';
import { selectionWords } from '../../batches.ts';
import { buildGoodKernel, type GoodKernel } from '../mutant.ts';
import { ARCHES_UNDER_TEST } from '../narrowing.ts';
import { ROOT, temporaryFolder } from '../ukmatrix.ts';
import { MISHAPS, mishapOn } from './mishaps.ts';
import { tell, type Seen } from './tell.ts';

/** Four CPUs that start on a busy machine may use up seconds before the first line. */
const PATIENT = { progressMs: 20_000, capMs: 120_000, outputBytes: 1 << 18 };
/** Counted in CPU time of four processors. */
const HANGING_CASE = { ...PATIENT, progressMs: 1000 };
const HANGING = new Set(MISHAPS.filter(({ verdict }) => verdict === 'timeout').map(({ name }) => name));
const scratch = temporaryFolder();

afterAll(() => {
  scratch[Symbol.dispose]();
});

describe.each(ARCHES_UNDER_TEST)('%s', (arch) => {
  let kernel: GoodKernel;
  let seen: Seen;

  const run = (names: (name: string) => boolean, dir: string): Promise<Seen> =>
    tell({
      arch,
      image: kernel.image.file,
      dir: join(scratch.dir, arch, dir),
      cases: kernel.cases.filter(({ name }) => names(name)),
      smp: 4,
      limits: PATIENT,
      limitsOf: ({ name }) => (HANGING.has(name) ? HANGING_CASE : PATIENT),
      words: (asked) => selectionWords(kernel.cases, asked),
    });

  beforeAll(async () => {
    kernel = await buildGoodKernel(arch, 'nolibc', loadSuites(join(import.meta.dirname, 'kernel'), ROOT));
    seen = await run((name) => name !== 'ends_the_run', 'all');
  });

  test.each(MISHAPS)('$name', (mishap) => {
    const ended = seen.events.flatMap((event) => (event.type === 'case-ended' ? [event] : []));
    const mine = ended.find(({ name }) => name === mishap.name);
    const expected = mishapOn(mishap, arch);
    expect(mine?.verdict).toBe(expected?.verdict);
    expect(mine?.cause ?? '').toMatch(expected?.because ?? /^/);
    if (expected?.failure !== undefined)
      expect(mine?.failures).toMatchObject([{ text: expect.stringContaining(expected.failure) as string }]);
  });

  test('every case of the kernel is in this table', () => {
    const known = MISHAPS.filter((mishap) => mishapOn(mishap, arch) !== null).map(({ name }) => name);
    expect(kernel.cases.map(({ name }) => name).toSorted()).toEqual([...known, 'ends_the_run'].toSorted());
  });

  test('K crashes and hangs take K boots, and one for the rest', () => {
    const ended = seen.events.filter((event) => event.type === 'case-ended');
    const fatal = ended.filter(({ verdict }) => verdict === 'crash' || verdict === 'timeout');
    const boots = seen.events.filter(({ type }) => type === 'boot-ended');
    expect(boots.length).toBeLessThanOrEqual(fatal.length + 1);
    expect(seen.exitCode).toBe(1);
  });

  test('a crash leaves the frames of its backtrace', () => {
    const crashed = seen.evidence.filter(({ classic }) => classic.some(({ type }) => type === 'crash'));
    expect(crashed.length).toBeGreaterThan(5);
    for (const { asked, classic } of crashed) {
      expect(
        classic.some(({ type }) => type === 'frame'),
        asked.map(caseKey).join(),
      ).toBe(true);
    }
  });

  test('a case that prints the end line itself, with the nonce: nothing good is believed', async () => {
    const { verdicts, exitCode, words } = await run((name) => /before|ends_the_run|after/.test(name), 'end');
    expect(words).toMatch(/an end line before suite mishaps was reported/);
    expect(verdicts).toBe('unresolved unresolved unresolved');
    expect(exitCode).toBe(3);
  });
});
