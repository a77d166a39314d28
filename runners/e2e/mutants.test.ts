// SPDX-License-Identifier: BSD-3-Clause
/** A suite that has never failed proves nothing: each suite's broken kernels must turn the cases red that claim to catch them. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseKey, type Arch } from '../../model/cell.ts';
import { matchesGlob } from '../../model/glob.ts';
import type { CaseVerdict } from '../judge.ts';
import { loadSuites, type Mutant } from '../../suites/suite-file.ts';
import {
  BASES,
  baseOf,
  buildGoodKernel,
  buildMutant,
  LIMITS,
  PATIENT,
  redCases,
  runCases,
  type Base,
  type GoodKernel,
} from './mutant.ts';
import { ARCHES_UNDER_TEST, isSmpUnderTest, isSuiteUnderTest } from './narrowing.ts';
import { ROOT, temporaryFolder } from './ukmatrix.ts';

const suites = loadSuites(join(ROOT, 'suites'), ROOT);
const folder = temporaryFolder();
/** A broken kernel that loses a race does so only where the host happens to run both CPUs at once; without a race the first run is red. */
const RUNS_OF_A_RACE = 40;
/** Of what went wrong instead, in a failure's message. */
const MOST_SHOWN = 8;

afterAll(() => {
  folder[Symbol.dispose]();
});

/**
 * One that is about both architectures is shown on either in turn, since that takes half the time, and on the first where each costs a
 * kernel with musl; `--arch` asks for one of them and gets all.
 */
function isShownOn(arch: Arch, base: Base, { arch: arches }: Mutant, turn: number): boolean {
  if (ARCHES_UNDER_TEST.length === 1) return arches.includes(arch);
  return arches[base === 'nolibc' ? turn % arches.length : 0] === arch;
}

const kernels = ARCHES_UNDER_TEST.flatMap((arch) => BASES.map((base) => ({ arch, base })))
  .map(({ arch, base }) => ({
    arch,
    base,
    mutants: suites
      .filter((suite) => isSuiteUnderTest(suite.name) && baseOf(suite) === base)
      .flatMap((suite) => suite.mutants.map((mutant, turn) => ({ suite, mutant, turn })))
      .filter(({ mutant, turn }) => isShownOn(arch, base, mutant, turn) && isSmpUnderTest(mutant.smp))
      .map(({ suite, mutant }) => ({ suite, mutant, title: `${suite.name}: ${mutant.name}` })),
  }))
  .filter(({ mutants }) => mutants.length > 0);

describe.each(kernels)('broken kernels on $arch with $base', ({ arch, base, mutants }) => {
  let good: GoodKernel;
  beforeAll(async () => {
    good = await buildGoodKernel(arch, base, suites, join(folder.dir, 'claimed'));
  });

  test.concurrent.each(mutants)('$title', async ({ suite, mutant }) => {
    const dir = join(folder.dir, arch, suite.name, mutant.name);
    const file = await buildMutant(good, suite, mutant.patch, dir);
    const isCatch = (key: string): boolean => mutant.catches.some((glob) => matchesGlob(glob, key));
    const caughtIn = (verdicts: readonly CaseVerdict[]): string[] => redCases(verdicts).filter(isCatch);
    const all = good.cases.filter((one) => one.suite === suite.name);
    const claimed = all.filter((one) => isCatch(caseKey(one)));
    const place = { smp: mutant.smp, ...mutant.on };
    const verdicts: CaseVerdict[] = [];
    for (let run = 0; run < RUNS_OF_A_RACE && caughtIn(verdicts).length === 0; run++) {
      const isEnough = (some: readonly CaseVerdict[]): boolean => caughtIn(some).length > 0;
      // Alone first, as that is quick; some bugs show in company only. A suite of programs is large, and each program stands alone.
      const where = { suite: suite.name, cases: run === 0 || suite.programs ? claimed : all, place, limits: LIMITS };
      verdicts.push(...(await runCases(good, file, where, join(dir, `${run}`), isEnough)));
    }
    const seen = verdicts.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip').slice(-MOST_SHOWN);
    expect(
      caughtIn(verdicts),
      `none of ${mutant.catches.join(', ')} is red; not passed: ${seen.map(describeVerdict).join(', ')}`,
    ).not.toEqual([]);
    if (mutant.unseen === undefined) return;
    const elsewhere = { suite: suite.name, cases: all, place: mutant.unseen, limits: PATIENT };
    const red = redCases(await runCases(good, file, elsewhere, join(dir, 'unseen'), () => false));
    expect(red, 'red where the bug should not show').toEqual([]);
  });
});

const describeVerdict = (verdict: CaseVerdict): string =>
  `${caseKey(verdict)} ${verdict.verdict}${verdict.cause === null ? '' : ` (${verdict.cause})`}`;
