// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Axes } from '../model/cell.ts';
import { AXIS_DEFAULTS } from './axes.ts';
import { cellId, expandMatrix } from './expand.ts';
import { loadMatrix, type Condition, type Matrix } from './matrix-file.ts';
import { pairsOf, reducePairwise } from './pairwise.ts';

const DIR = import.meta.dirname;
const pairs = (points: readonly Axes[]): Set<string> => new Set(points.flatMap(pairsOf));
const ids = (points: readonly Axes[]): string[] => points.map(cellId);

const some = <Value>(...values: Value[]): fc.Arbitrary<[Value, ...Value[]]> =>
  fc.subarray(values, { minLength: 1 }) as fc.Arbitrary<[Value, ...Value[]]>;

const axes = fc.record({
  arch: some<Axes['arch']>('x86_64', 'arm64'),
  libc: some('nolibc', 'musl'),
  smp: some(1, 2, 4, 8),
  machine: some<Axes['machine']>('microvm', 'microvm-acpi', 'q35', 'virt-gicv2', 'virt-gicv3'),
  cpu: some('max', 'qemu64', 'cortex-a57'),
  timer: some<Axes['timer']>('quiet', 'storm'),
  end: some<Axes['end']>('main', 'button', 'request'),
});

const exclude = fc.array(
  fc.record(
    {
      arch: fc.constantFrom<Axes['arch']>('x86_64', 'arm64'),
      smp: fc.constantFrom(1, 2, 4, 8),
      timer: fc.constantFrom<Axes['timer']>('quiet', 'storm'),
      end: fc.constantFrom<Axes['end']>('main', 'button', 'request'),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 4 },
) as fc.Arbitrary<Condition[]>;

const matrix: fc.Arbitrary<Matrix> = fc.record({ axes, exclude }).map((parts) => ({
  include: [],
  not_an_axis: {},
  relevant_only: false,
  suites: ['*'] as [string],
  coverage: false,
  ...parts,
}));

describe('any matrix', () => {
  test('each two values that go together meet in a cell, no other point appears, and none twice', () => {
    fc.assert(
      fc.property(matrix, (given) => {
        const all = expandMatrix(given, {});
        const reduced = expandMatrix({ ...given, reduce: 'pairwise' }, {});
        expect(pairs(reduced)).toEqual(pairs(all));
        expect(new Set(ids(all))).toEqual(new Set([...ids(all), ...ids(reduced)]));
        expect(new Set(ids(reduced)).size).toBe(reduced.length);
        expect(reduced.length).toBeLessThanOrEqual(all.length);
        expect(ids(expandMatrix({ ...given, reduce: 'pairwise' }, {}))).toEqual(ids(reduced));
      }),
      { numRuns: 60 },
    );
  });

  test('each cell has a pair that no cell before it has', () => {
    fc.assert(
      fc.property(matrix, (given) => {
        const reduced = expandMatrix({ ...given, reduce: 'pairwise' }, {});
        const seen = new Set<string>();
        for (const point of reduced) {
          const news = pairsOf(point).filter((pair) => !seen.has(pair));
          expect(news).not.toEqual([]);
          for (const pair of news) seen.add(pair);
        }
      }),
      { numRuns: 30 },
    );
  });
});

test('points that stay in any case stay, and their pairs need no other', () => {
  const point = (smp: number, end: Axes['end']): Axes => ({
    ...AXIS_DEFAULTS,
    arch: 'arm64',
    machine: 'virt-gicv3',
    smp,
    end,
  });
  const kept = point(8, 'request');
  const reduced = reducePairwise([point(1, 'main'), point(8, 'request'), point(1, 'request')], [kept]);
  expect(reduced[0]).toBe(kept);
  expect(ids(reduced)).toEqual(ids([kept, point(1, 'main'), point(1, 'request')]));
});

describe('the shipped matrices', () => {
  const nightly = loadMatrix('nightly', DIR);
  const pr = loadMatrix('pr', DIR);

  test('pr has every pair of values of nightly and no point that nightly has not', () => {
    const all = expandMatrix(nightly, {});
    const reduced = expandMatrix(pr, {});
    expect(pairs(reduced)).toEqual(pairs(all));
    expect(ids(all)).toEqual(expect.arrayContaining(ids(reduced)));
    expect(reduced.length * 10).toBeLessThan(all.length);
  });

  test('no excluded point is in either, and a selection narrows both', () => {
    for (const given of [nightly, pr]) {
      const points = expandMatrix(given, {});
      expect(points.filter(({ smp, timer }) => smp === 8 && timer === 'storm')).toEqual([]);
      expect(points.filter(({ machine, end }) => machine === 'microvm' && end === 'button')).toEqual([]);
      const narrowed = expandMatrix(given, { arch: ['arm64'], smp: [4] });
      expect(narrowed.length).toBeGreaterThan(0);
      expect(narrowed.every(({ arch, smp }) => arch === 'arm64' && smp === 4)).toBe(true);
    }
  });
});
