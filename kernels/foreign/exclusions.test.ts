// SPDX-License-Identifier: BSD-3-Clause
/** A library that was handed over and of which no suite survives Kconfig: the run was green without a case of it. */
import { expect, test } from 'vitest';
import { parseKconfig } from '../kconfig-file.ts';
import type { TestProvider } from '../library-tests.ts';
import { Exclusions } from './exclusions.ts';

const provider = (symbol: string, dir: string, suite: string): TestProvider => ({
  ...{ symbol, dir, library: 'lib', suites: [suite], cases: [], sources: [], isWhole: false, needs: [] },
});
const PROVIDERS = [provider('A_TEST', '/a', 'a'), provider('B_TEST', '/b', 'b'), provider('B_MORE', '/b', 'more')];
const definitions = parseKconfig([['/a/Config.uk', 'config A_TEST\n\tbool "tests"\n\tdepends on NOBODY\n']]);

function untested(libs: readonly string[], asked: readonly string[], kept: readonly string[]): string[] {
  const around = { libs, libraries: [], definitions, providers: () => PROVIDERS, outDir: '/out', rootDir: '/' };
  const exclusions = new Exclusions(asked, around);
  exclusions.leaveOutUntested(new Map(kept.map((symbol) => [symbol, 'y'])));
  return exclusions.leftOut.map(({ suites, message }) => `${suites.join()}: ${message}`);
}

test('its suites are left out, each with the dependency that is not met', () => {
  const why = 'Kconfig dropped A_TEST: it depends on NOBODY, which does not hold (no Config.uk defines NOBODY)';
  expect(untested(['/a', '/b'], [], ['B_TEST'])).toEqual([`a: cannot be built: ${why}`]);
});

test('not those of the tree, nor those that nobody asked for', () => {
  expect(untested(['/b'], [], ['B_TEST'])).toEqual([]);
  expect(untested(['/a', '/b'], ['A_TEST'], ['B_MORE'])).toEqual([]);
});
