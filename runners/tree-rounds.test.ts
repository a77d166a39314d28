// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { TestProvider } from '../kernels/library-tests.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Reading } from './protocols/reading.ts';
import {
  firstRounds,
  holdersOf,
  isSelected,
  namedBy,
  nothingChosen,
  offWithout,
  roundAfter,
  withoutOf,
  withSuites,
  type RoundEnd,
} from './tree-rounds.ts';

const provider = (symbol: string, ...suites: string[]): TestProvider => ({
  ...{ symbol, suites, dir: `/lib/${symbol}`, library: `lib${symbol.toLowerCase()}` },
  ...{ cases: [], sources: [], isWhole: false, needs: [] },
});
const PROVIDERS = [provider('A', 'a'), provider('B', 'b', 'b2'), provider('C', 'c'), provider('D')];

const reading = (end: Reading['end'], ...suites: (readonly [name: string, ...verdicts: Verdict[]])[]): Reading => ({
  ...{ end, cause: end === 'complete' ? null : 'Assertion failure: x', findings: [] },
  suites: suites.map(([name, ...verdicts]) => ({
    name,
    cases: verdicts.map((verdict, at) => ({
      ...{ name: `case${at}`, verdict, failures: [] },
      assertions: { passed: 0, failed: 0 },
    })),
  })),
});

/** A boot that was asked for what was built in. */
const after = (end: Reading, built: readonly TestProvider[]): RoundEnd =>
  roundAfter(
    end,
    built,
    built.map(({ symbol }) => symbol),
  );

test('all in one boot, or each alone', () => {
  expect(firstRounds(PROVIDERS, 'batch')).toEqual([['A', 'B', 'C', 'D']]);
  expect(firstRounds(PROVIDERS, 'suite')).toEqual([['A'], ['B'], ['C'], ['D']]);
});

test('two suites of one name are told apart by their cases: the one that did not run is not done, nor to blame', () => {
  const withCases = (symbol: string, ...names: string[]): TestProvider => ({
    ...provider(symbol, 'a'),
    cases: names.map((name) => ({ suite: 'a', name })),
  });
  const both = [withCases('TREES', 'case0', 'case1'), withCases('OURS', 'other'), provider('B', 'b')];
  expect(after(reading('crash', ['a', 'pass', 'crash']), both)).toMatchObject({ next: [['OURS', 'B']] });
  expect(after(reading('crash', ['a', 'pass', 'pass'], ['b', 'crash']), both)).toMatchObject({ next: [['OURS']] });
  expect(holdersOf({ suite: 'a', name: 'unknown' }, both)).toHaveLength(2);
});

test('where no suite is left nothing is booted', () => {
  expect(firstRounds([], 'batch')).toEqual([]);
  expect(firstRounds([], 'suite')).toEqual([]);
});

test('an option that builds nothing itself stays on beside a suite of its library, and is no round', () => {
  const menu = { ...provider('A_TEST'), dir: '/lib/A' };
  const fetchedLater = { ...provider('E'), sources: ['/functional/e.c'] };
  const all = [menu, ...PROVIDERS, fetchedLater];
  expect([...offWithout(['A_TEST', 'B', 'E'], all)]).toEqual(['B', 'E']);
  expect([...offWithout(['A_TEST', 'A', 'B'], all)]).toEqual(['A_TEST', 'A', 'B']);
  expect(withSuites([menu, fetchedLater])).toEqual([fetchedLater]);
});

test('nothing follows a complete boot', () => {
  expect(after(reading('complete', ['a', 'pass']), PROVIDERS).next).toEqual([]);
});

test('after a crash the rest runs without the suite that crashed, and without those that had ended', () => {
  const ended = after(reading('crash', ['a', 'pass'], ['c', 'pass', 'crash']), PROVIDERS);
  expect(ended.next).toEqual([['B', 'D']]);
});

test('a suite that ran in part belongs to a library that runs again', () => {
  expect(after(reading('hang', ['b', 'pass'], ['a', 'timeout']), PROVIDERS).next).toEqual([['B', 'C', 'D']]);
});

test('a suite that refused to start is left out like one that crashed', () => {
  expect(after(reading('crash', ['a', 'pass'], ['c']), PROVIDERS).next).toEqual([['B', 'D']]);
});

test('a kernel that says nothing of any suite may be what does not boot', () => {
  expect(after(reading('crash'), PROVIDERS).isMute).toBe(true);
  expect(after(reading('crash'), PROVIDERS.slice(0, 1)).isMute).toBe(true);
  expect(after(reading('crash', ['a', 'crash']), PROVIDERS).isMute).toBe(false);
  expect(after(reading('crash', ['unknown', 'crash']), PROVIDERS).isMute).toBe(false);
});

test('a kernel that says nothing is looked for by halves', () => {
  expect(after(reading('crash'), PROVIDERS).next).toEqual([
    ['A', 'B'],
    ['C', 'D'],
  ]);
  const [one] = PROVIDERS;
  expect([...after(reading('crash'), one === undefined ? [] : [one]).given]).toEqual([
    ['A', 'the kernel does not get as far as this suite: Assertion failure: x'],
  ]);
});

test('a suite that no symbol leaves out is said to stand before the others', () => {
  const { next, given } = after(reading('crash', ['unknown', 'crash']), PROVIDERS);
  expect(next).toEqual([]);
  expect(given.get('C')).toContain('suite unknown ended the boot before');
});

test('each round has fewer suites than the one before', () => {
  const ends = [reading('crash'), reading('crash', ['a', 'crash']), reading('hang', ['b', 'pass'], ['b2', 'timeout'])];
  for (const end of ends) {
    for (const round of after(end, PROVIDERS).next) expect(round.length).toBeLessThan(PROVIDERS.length);
  }
});

test('suites are chosen by their names, by their library, or by what they are not', () => {
  const [, b, , d] = PROVIDERS;
  if (b === undefined || d === undefined) throw new Error('providers');
  expect(isSelected(b, ['b*'])).toBe(true);
  expect(isSelected(b, ['x'])).toBe(false);
  expect(isSelected(b, ['!b2'])).toBe(false);
  expect(isSelected(d, ['libd'])).toBe(true);
});

test('whoever names a library or a symbol means all of its suites', () => {
  const meant = (...globs: string[]): string[] => ['a', 'b', 'b2', 'c'].filter(namedBy(globs, PROVIDERS));
  expect(meant('libb')).toEqual(['b', 'b2']);
  expect(meant('B', 'c')).toEqual(['b', 'b2', 'c']);
  expect(meant('!a')).toEqual(['a', 'b', 'b2', 'c']);
});

test('where no suite is meant the names of all are told', () => {
  expect(nothingChosen('/tree', ['b22'], PROVIDERS.slice(0, 2))).toBe(
    '--suite b22: no suite of /tree is called so; did you mean b2, b?; it has a, b, b2',
  );
});

test('a suite that is in the image without being asked for is not asked for afterwards', () => {
  const ended = reading('crash', ['a', 'crash']);
  expect(roundAfter(ended, PROVIDERS, ['B', 'C'])).toMatchObject({ next: [] });
  expect([...roundAfter(ended, PROVIDERS, ['B', 'C']).given.keys()]).toEqual(['B', 'C']);
  expect(roundAfter(reading('crash', ['c', 'pass'], ['a', 'crash']), PROVIDERS, ['B', 'C']).next).toEqual([['B']]);
});

test('a round is without every other suite, those that could not be built beside the rest included', () => {
  expect([...withoutOf(['B', 'D'], ['A', 'B', 'C', 'D', 'COLLIDES', 'A'])]).toEqual(['A', 'C', 'COLLIDES']);
});
