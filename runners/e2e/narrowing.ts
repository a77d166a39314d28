// SPDX-License-Identifier: BSD-3-Clause
/** What `npm test -- --arch A --smp N --suite G` leaves of the boot tests; ci/test.ts hands it over in the environment. */
import { ARCHES, type Arch } from '../../model/cell.ts';
import { isChosen } from '../../model/glob.ts';

const list = (name: string): string[] | null => process.env[name]?.split(',') ?? null;

const arches = list('UKMATRIX_TEST_ARCH');
const smps = list('UKMATRIX_TEST_SMP');
const suites = list('UKMATRIX_TEST_SUITE');

export const ARCHES_UNDER_TEST: readonly Arch[] = ARCHES.filter((arch) => arches?.includes(arch) ?? true);

export const isSmpUnderTest = (smp: number): boolean => smps?.includes(`${smp}`) ?? true;

export const isSuiteUnderTest = (suite: string): boolean => suites === null || isChosen(suites, suite);

/** The same narrowing as options of `ukmatrix run`. */
export const NARROWING_OPTIONS: readonly string[] = [
  ...(arches === null ? [] : ['--arch', arches.join(',')]),
  ...(smps === null ? [] : ['--smp', smps.join(',')]),
  ...(suites === null ? [] : ['--suite', suites.join(',')]),
];
