// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { membership, type Shard } from '../../model/shard.ts';
import { cutWork, EVEN_ENOUGH, type CellWork } from './cut.ts';

const suiteOf = (suite: string, durations: readonly number[], restMs = 0): CellWork['suites'][number] => ({
  suite,
  cases: durations.map((ms, index) => ({ key: `${suite}.case${index}`, ms })),
  restMs,
});

const cellOf = (cell: string, suites: CellWork['suites'], isDivisible = true): CellWork => ({
  cell,
  suites,
  isDivisible,
});

const even = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);

/** The shards that run a case. */
function runnersOf(shards: readonly Shard[], cell: string, suite: string, name: string): number[] {
  return shards.filter(({ parts }) => membership(parts)(cell, { suite, name })).map(({ index }) => index);
}

test('whole cells where they are even enough', () => {
  const work = ['a', 'b', 'c', 'd'].map((cell) => cellOf(cell, [suiteOf('s', even(10, 100))]));
  const { grain, shards } = cutWork(work, 2);
  expect(grain).toBe('cell');
  expect(shards.map(({ parts }) => parts.length)).toEqual([2, 2]);
});

test('one long cell is cut at suites, one long suite at cases', () => {
  const suites = ['s', 't', 'u', 'v'].map((name) => suiteOf(name, even(10, 1000)));
  expect(cutWork([cellOf('a', suites)], 2)).toMatchObject({ grain: 'suite' });
  const { grain, shards, balance } = cutWork([cellOf('a', [suiteOf('s', even(40, 1000))])], 4);
  expect(grain).toBe('case');
  expect(balance).toBeLessThanOrEqual(EVEN_ENOUGH);
  expect(shards[0]?.parts).toMatchObject([{ cell: 'a', suites: ['s'], only: [] }]);
  expect(shards[0]?.parts[0]?.except).toContain('s.case39');
  expect(shards[3]?.parts[0]?.only).toContain('s.case39');
});

test('a case that nobody knew of runs in exactly one shard', () => {
  const { shards } = cutWork([cellOf('a', [suiteOf('s', even(40, 1000))])], 4);
  expect(runnersOf(shards, 'a', 's', 'written_since')).toEqual([1]);
});

test('what cannot be divided is left whole, and nobody gets nothing', () => {
  const { shards } = cutWork([cellOf('a', [suiteOf('s', even(40, 1000))], false)], 4);
  expect(shards).toHaveLength(1);
});

test('any work: each case runs in exactly one shard, and the same work is cut the same way', () => {
  const durations = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 12 });
  const arbitrary = fc.array(fc.array(durations, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(arbitrary, fc.integer({ min: 1, max: 9 }), fc.boolean(), (cells, count, isDivisible) => {
      const work = cells.map((suites, cell) =>
        cellOf(
          `c${cell}`,
          suites.map((list, index) => suiteOf(`s${index}`, list, 7)),
          isDivisible,
        ),
      );
      const { shards } = cutWork(work, count);
      expect(shards.length).toBeLessThanOrEqual(count);
      expect(shards.every(({ parts }) => parts.length > 0)).toBe(true);
      for (const { cell, suites } of work) {
        for (const { suite, cases } of suites) {
          const names = [...cases.map(({ key }) => key.slice(suite.length + 1)), 'unknown'];
          for (const name of names) expect(runnersOf(shards, cell, suite, name)).toHaveLength(1);
        }
      }
      expect(cutWork(work, count)).toEqual(cutWork(work, count));
    }),
  );
});

test('many cases of any lengths, none of them longer than a tenth of a shard: even enough', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 400, maxLength: 600 }),
      fc.integer({ min: 2, max: 8 }),
      (list, count) => {
        const { balance } = cutWork([cellOf('a', [suiteOf('s', list)])], count);
        expect(balance).toBeLessThanOrEqual(EVEN_ENOUGH);
      },
    ),
  );
});

test('a long case beside a cut', () => {
  const cells = ['a', 'b'].map((name) => cellOf(name, [suiteOf('s', [...even(25, 40), 900, ...even(20, 40)])]));
  for (const count of [2, 3, 4]) expect(cutWork(cells, count).balance).toBeLessThanOrEqual(EVEN_ENOUGH);
});

test('ten thousand cases in a hundred cells are cut in no time', () => {
  const work = Array.from({ length: 100 }, (_, cell) => cellOf(`c${cell}`, [suiteOf('s', even(100, cell + 1))]));
  expect(cutWork(work, 20).shards).toHaveLength(20);
});
