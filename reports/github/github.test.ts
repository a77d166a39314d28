// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { resultsOf } from '../results.ts';
import { cell, ended, failed, mixedRun, planned, recordOf, runEnded, started } from '../synthetic-run.ts';
import { summarize } from '../summary.ts';
import { annotations } from './annotations.ts';
import { jobSummary } from './job-summary.ts';
import { errorCommand } from './workflow-commands.ts';

const where = cell('x86_64', 1);
const runOf = (names: readonly string[], text: string, file?: string): RunEvent[] => [
  started([where]),
  ...names.map((name) => ended(where, planned('ukalloc', name), failed(text, file))),
  runEnded(1),
];
const annotationsOf = (events: readonly RunEvent[], newlyBroken: readonly string[] | null = null): string[] =>
  annotations(resultsOf(recordOf(events)), newlyBroken, []);

function summaryOf(events: readonly RunEvent[], newlyBroken: readonly string[] | null = null): string {
  const record = recordOf(events);
  const cells = resultsOf(record);
  return jobSummary(summarize(record, cells), cells, newlyBroken);
}

test('an annotation stands at the line of the assertion and says where else it broke and how to see it again', () => {
  const [fail = '', crash = ''] = annotationsOf(mixedRun());
  expect(fail).toMatch(/^::error file=suites\/ukalloc\/cases\.c,line=42,title=fail%3A ukalloc\.memalign::/);
  expect(fail).toContain('expected `x` to be 3 but was 4%0Ain arm64-nolibc-smp4%0Aagain: npm run');
  expect(crash).toMatch(/^::error file=lib\/ukalloc\/alloc\.c,line=88,/);
});

test('nothing that a guest prints ends a command, a property or a line', () => {
  const hostile = 'a,b:c%d\r\n::set-env name=PATH::x\u001B[2J';
  expect(errorCommand({ file: 'a,b:c%.c', line: 1, title: hostile, message: hostile })).toBe(
    '::error file=a%2Cb%3Ac%25.c,line=1,title=a%2Cb%3Ac%25d%0D%0A%3A%3Aset-env name=PATH%3A%3Ax\u001B[2J::a,b:c%25d%0D%0A::set-env name=PATH::x\u001B[2J',
  );
  for (const line of annotationsOf(runOf(['x\n::warning::y'], hostile))) {
    expect(line).not.toMatch(/[\r\n\u001B]/);
    expect(line.startsWith('::error ')).toBe(true);
  }
});

test('a file outside of the repository has no annotation of its own', () => {
  expect(annotationsOf(runOf(['a'], 'x', '/usr/src/a.c'))[0]).toMatch(/^::error title=/);
});

test('no more annotations than are shown, the last one counts the rest', () => {
  const names = Array.from({ length: 25 }, (_, index) => `case${index}`);
  const lines = annotationsOf(runOf(names, 'x'));
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toContain('16 more unexpected outcomes');
});

test('with a baseline only what is new is told', () => {
  expect(annotationsOf(mixedRun(), ['ukalloc.overrun in arm64-nolibc-smp4'])).toHaveLength(1);
  expect(annotationsOf(mixedRun(), [])).toEqual([]);
});

test('the summary: what is wrong first, then numbers, all of it small', () => {
  const text = summaryOf(mixedRun(), ['smp.lost in arm64-nolibc-smp4']);
  expect(text).toMatch(/^## ukmatrix: 2 unexpected, 1 unresolved\n/);
  expect(text).toContain('| `arm64-nolibc-smp4` | 1 | 1 | 1 | 1 | 1 | 3 unexpected |');
  expect(text).toContain('coverage: lines 75.0 %');
  expect(text).toContain('- `smp.lost in arm64-nolibc-smp4`');
  expect(text).toContain('| `ukalloc.memalign` | fail | `arm64-nolibc-smp4` | `suites/ukalloc/cases.c:42` |');
  const many = Array.from({ length: 5000 }, (_, index) => `case${index}`);
  expect(Buffer.byteLength(summaryOf(runOf(many, 'x'.repeat(10_000))))).toBeLessThan(1 << 17);
});

test('markup in names and messages stays inside of code', () => {
  const text = summaryOf(runOf(['a`|<img src=x>'], '](javascript:x) `|` <script>\n| x |'));
  const [line = ''] = text.split('\n').filter((one) => one.includes('<script>'));
  expect(line.replaceAll(/`[^`]*`/g, 'CODE')).toBe('| CODE | fail | CODE | CODE | CODE |');
  expect(line.replaceAll(/\\\|/g, '').split('|')).toHaveLength(7);
});
