// SPDX-License-Identifier: BSD-3-Clause
/** Suites of a library that was handed over and that Kconfig drops: the run was green without a case of them. */
import { expect, test } from 'vitest';
import { parseKconfig } from '../kconfig-file.ts';
import type { TestProvider } from '../library-tests.ts';
import { Exclusions } from './exclusions.ts';

const provider = (symbol: string, dir: string, suite: string): TestProvider => ({
  ...{ symbol, dir, library: 'lib', suites: [suite], cases: [], sources: [], isWhole: false, needs: [] },
});
const PROVIDERS = [
  provider('A_TEST', '/a', 'a'),
  provider('A_ARM', '/a', 'arm'),
  provider('B_TEST', '/b', 'b'),
  provider('B_MORE', '/b', 'more'),
];
const definitions = parseKconfig([
  [
    '/a/Config.uk',
    'config ARCH_ARM_64\n\tbool "arm64"\nconfig A_TEST\n\tbool "tests"\n\tdepends on NOBODY\nconfig A_ARM\n\tbool "tests"\n\tdepends on ARCH_ARM_64\n',
  ],
]);

function dropped(libs: readonly string[], asked: readonly string[], kept: readonly string[], off = ''): string[] {
  const around = { libs, libraries: [], definitions, providers: () => PROVIDERS, outDir: '/out', rootDir: '/' };
  const exclusions = new Exclusions(asked, around);
  exclusions.leaveOutDroppedSuites(new Map(kept.map((symbol) => [symbol, 'y'])), new Map([[off, 'n']]));
  return exclusions.leftOut.map(
    ({ suites, message, isLacking }) => `${isLacking === true ? 'nobody: ' : ''}${suites.join()}: ${message}`,
  );
}

test('they are left out, each with the dependency that is not met', () => {
  const why = 'Kconfig dropped A_TEST: it depends on NOBODY, which does not hold (no Config.uk defines NOBODY)';
  expect(dropped(['/a', '/b'], [], ['A_ARM', 'B_TEST', 'B_MORE'])).toEqual([`a: cannot be built: ${why}`]);
  expect(dropped(['/b'], [], ['B_TEST'])).toEqual(['more: cannot be built: no Config.uk defines B_MORE']);
});

test('one for another architecture is to nobody to blame', () => {
  const why = 'Kconfig dropped A_ARM: it depends on ARCH_ARM_64, which does not hold (it is not set)';
  expect(dropped(['/a'], ['A_TEST'], [])).toEqual([`nobody: arm: cannot be built: ${why}`]);
});

test('not those of the tree, nor those that nobody asked for, or that somebody turned off', () => {
  expect(dropped([], [], ['B_TEST'])).toEqual([]);
  expect(dropped(['/a', '/b'], ['A_TEST', 'A_ARM'], ['B_TEST'], 'B_MORE')).toEqual([]);
});
