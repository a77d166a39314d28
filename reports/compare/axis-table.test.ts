// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { Axes, Cell } from '../../model/cell.ts';
import type { CaseEnded } from '../../model/events.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { CellResult } from '../results.ts';
import { styleFor } from '../terminal/style.ts';
import { axisTable, missingValue } from './axis-table.ts';
import { agreement, axisMarkdown, axisText } from './axis-text.ts';

const AXES: Axes = {
  kernel: 'reference',
  arch: 'x86_64',
  libc: 'musl',
  smp: 1,
  machine: 'microvm',
  accel: 'auto',
  cpu: 'max',
  topology: 'packed',
  timer: 'quiet',
  end: 'main',
  mte: 'off',
  memoryMiB: 256,
};

type Result = Verdict | 'unclaimed';

function cell(axes: Partial<Axes>, results: Readonly<Record<string, Result>>): CellResult {
  const one: Cell = { id: JSON.stringify(axes), axes: { ...AXES, ...axes }, suites: ['libc'], image: 'i' };
  const cases = Object.entries(results).map(([name, result]) => {
    const last: CaseEnded = {
      type: 'case-ended',
      atMs: 0,
      cell: one.id,
      boot: result === 'unclaimed' ? null : 0,
      suite: 'libc',
      name,
      attempt: 0,
      verdict: result === 'unclaimed' ? 'skip' : result,
      cause: result === 'crash' ? 'killed by signal 11 (SIGSEGV) | `x` <b>' : null,
      assertions: { passed: 0, failed: 0 },
      failures: [],
      backtrace: [],
      durationMs: 0,
      transcriptRange: null,
      expectation: { verdict: 'pass', reason: null },
      outcome: 'expected',
    };
    return { cell: one, planned: null, last, earlier: [], order: null, script: null };
  });
  return { cell: one, trouble: null, suites: [{ name: 'libc', cases }] };
}

const CELLS = [
  cell({ libc: 'musl' }, { a: 'pass', b: 'pass', c: 'fail', d: 'pass', e: 'pass' }),
  cell({ libc: 'nolibc' }, { a: 'pass', b: 'crash', c: 'fail', d: 'unclaimed' }),
];

test('rows differ where two columns that tried a case saw different things', () => {
  const table = axisTable(CELLS, 'libc', ['musl', 'nolibc']);
  expect(table.columns.map(({ name }) => name)).toEqual(['musl', 'nolibc']);
  expect(table.rows.filter(({ differs }) => differs).map(({ key }) => key)).toEqual(['libc.b']);
  expect(agreement(table)).toBe('2 of 3 cases agree (66.7 %); 2 ran in one column at most');
  expect(missingValue(CELLS, 'libc', ['musl', 'glibc'])).toBe('glibc');
});

test('the text shows what differs, or all; what nobody claims is a dash', () => {
  const table = axisTable(CELLS, 'libc', ['musl', 'nolibc']);
  const style = styleFor({ write: () => true }, {});
  const some = axisText(table, false, style).split('\n');
  expect(some[1]).toMatch(/^libc\.b {2}pass +crash +killed by signal 11/);
  expect(some).toHaveLength(4);
  expect(axisText(table, true, style)).toMatch(/^libc\.d +pass +-/m);
});

test('a guest cannot break out of a cell of the Markdown table', () => {
  const [, , row] = axisMarkdown(axisTable(CELLS, 'libc', ['musl', 'nolibc']), false).split('\n');
  expect(row).toBe('| libc.b | pass | crash | killed by signal 11 (SIGSEGV) \\| &#96;x&#96; &lt;b&gt; |');
});

test('a process has no machine that its column could name', () => {
  const cells = [
    cell({ smp: 1 }, { a: 'pass' }),
    cell({ smp: 4 }, { a: 'pass' }),
    cell({ kernel: 'host', machine: 'process', memoryMiB: 64 }, { a: 'pass' }),
  ];
  const names = axisTable(cells, 'kernel', ['reference', 'host']).columns.map(({ name }) => name);
  expect(names).toEqual(['reference smp1', 'reference smp4', 'host']);
});
