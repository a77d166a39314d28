// SPDX-License-Identifier: BSD-3-Clause
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { AxisName } from '../matrices/axes.ts';
import { loadMatrix, parseMatrix } from '../matrices/matrix-file.ts';
import type { Cell } from '../model/cell.ts';
import { loadSuites, type Suite } from '../suites/suite-file.ts';
import { planRun } from './plan.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const suite = (name: string, axes?: AxisName[]): Suite =>
  ({
    name,
    arch: ['x86_64', 'arm64'],
    libc: ['nolibc', 'musl'],
    programs: false,
    mutants: [],
    axes,
  }) as unknown as Suite;

const SUITES = [suite('lists', []), suite('locks', ['smp']), suite('traps', ['smp', 'machine']), suite('unknown')];

const MATRIX = `
axes:
  arch: [x86_64]
  smp: [1, 4]
  machine: [microvm, q35]
`;

const cellsOf = (text: string): Record<string, readonly string[]> => {
  const plan = planRun(parseMatrix(text, 'm.yaml'), SUITES, { axes: {}, suites: null, coverage: null });
  return Object.fromEntries(plan.cells.map(({ id, suites }) => [id, suites]));
};

test('a matrix may leave out suites that this project does not have', () => {
  expect(cellsOf(`axes: {arch: [x86_64]}\nsuites: ['*', '!locks', '!libc']\n`)).toEqual({
    'x86_64-nolibc-microvm-smp1': ['lists', 'traps', 'unknown'],
  });
});

test('with relevant_only a suite runs once for each combination of the axes that can matter to it', () => {
  expect(cellsOf(`${MATRIX}relevant_only: true\n`)).toEqual({
    'x86_64-nolibc-microvm-smp1': ['lists', 'locks', 'traps', 'unknown'],
    'x86_64-nolibc-microvm-smp4': ['locks', 'traps', 'unknown'],
    'x86_64-nolibc-q35-smp1': ['traps', 'unknown'],
    'x86_64-nolibc-q35-smp4': ['traps', 'unknown'],
  });
});

test('without it every suite runs in every cell', () => {
  for (const suites of Object.values(cellsOf(MATRIX))) expect(suites).toHaveLength(SUITES.length);
});

test('... where the fewest CPUs are, also at points that are not neighbours of the default', () => {
  const text = `axes: {arch: [x86_64], smp: [4, 1], end: [main, button], machine: [microvm, q35]}\nrelevant_only: true\n`;
  const cells = cellsOf(text);
  const ids = (name: string): string[] => Object.keys(cells).filter((id) => cells[id]?.includes(name));
  expect(ids('lists')).toEqual(['x86_64-nolibc-microvm-smp1']);
  expect(ids('locks')).toEqual(['x86_64-nolibc-microvm-smp4', 'x86_64-nolibc-microvm-smp1']);
  expect(ids('unknown')).toHaveLength(6);
});

/** Cells in which the nightly matrix runs a suite at a place. */
function cellsAt(cells: readonly Cell[], { name }: Suite, place: Readonly<Record<string, unknown>>): readonly Cell[] {
  const wanted = Object.entries(place).filter(([axis]) => axis !== 'words');
  return cells.filter(
    (cell) => cell.suites.includes(name) && wanted.every(([axis, value]) => cell.axes[axis as AxisName] === value),
  );
}

test('where a broken kernel shows, the nightly matrix looks', () => {
  const suites = loadSuites(join(ROOT, 'suites'), ROOT);
  const matrix = loadMatrix('nightly', join(ROOT, 'matrices'));
  const { cells } = planRun(matrix, suites, { axes: {}, suites: null, coverage: null });
  const unseen = suites.flatMap((suite) =>
    suite.mutants.flatMap(({ name, arch, smp, on }) =>
      arch
        .filter((one) => cellsAt(cells, suite, { arch: one, smp, ...on }).length === 0)
        .map((one) => `${name} ${one}`),
    ),
  );
  expect(unseen).toEqual([]);
});
