// SPDX-License-Identifier: BSD-3-Clause
/** A program with the tables of <uk/test.h> stands for the kernel. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseKey } from '../model/cell.ts';
import { caseTable, listDisagreement, type CaseTable } from './case-table.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-table-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

/** Suites in an order of their own, cases of two files, one file's out of order, and one of a suite that nobody registered. */
const PROGRAM = `
typedef struct { const char *suite, *name, *desc; void *func; const char *file; unsigned line; } esac;
typedef struct { const char *name; void *init; unsigned level, prio; void *supply; void *cases; unsigned count; } suite;
static const char one[] = "/src/one.c", two[] = "lib/two.c";
const esac uktest_cases_start[] = {
  {"late", "second", 0, 0, one, 20}, {"early", "only", 0, 0, one, 15}, {"late", "first", 0, 0, one, 10},
  {"late", "third", 0, 0, two, 5}, {"lost", "orphan", 0, 0, two, 7}};
asm(".globl uktest_cases_end\\nuktest_cases_end = uktest_cases_start + 5 * 48");
static const suite late = {"late", 0, 6, 3}, same = {"early", 0, 6, 1}, given = {"given", 0, 1, 9, (void *)one};
const suite *const uktest_suites_start[] = {&late, &given, &same};
asm(".globl uktest_suites_end\\nuktest_suites_end = uktest_suites_start + 3 * 8");
void _start(void) { for (;;); }
`;
const FLAGS = ['-O1', '-ffreestanding', '-nostdlib', '-static', '-no-pie', '-fno-pie', '-Wl,--build-id=none'];

let table: CaseTable;
beforeAll(() => {
  writeFileSync(join(dir, 'k.c'), PROGRAM);
  execFileSync('gcc', [...FLAGS, 'k.c', '-o', 'kernel'], { cwd: dir });
  const found = caseTable(join(dir, 'kernel'));
  if (found === null) throw new Error('no table');
  table = found;
});

test('cases of registered suites, as they run', () => {
  expect(table.cases.map(caseKey)).toEqual(['early.only', 'late.first', 'late.second', 'late.third']);
  expect(table.cases[1]).toEqual({ suite: 'late', name: 'first', file: '/src/one.c', line: 10 });
  expect(table.orphans.map(caseKey)).toEqual(['lost.orphan']);
  expect([...table.supplied]).toEqual(['given']);
});

test('a file that is no kernel, or none with uktest, has no table', () => {
  expect(caseTable(join(dir, 'k.c'))).toBeNull();
  execFileSync('gcc', ['k.c', '-c', ...FLAGS.slice(0, 3), '-Duktest_cases_start=other', '-o', 'object'], { cwd: dir });
  expect(caseTable(join(dir, 'object'))).toBeNull();
});

const listed = (...keys: readonly string[]): { suite: string; name: string }[] =>
  keys.map((key) => ({ suite: key.split('.')[0] ?? '', name: key.split('.')[1] ?? '' }));

test.each([
  [['early.only', 'late.first', 'late.second'], 'the kernel holds late.third, but does not list it'],
  [['early.only'], 'the kernel holds late.first (and 2 more), but does not list it'],
  [
    ['early.only', 'late.first', 'late.second', 'late.third', 'late.fourth'],
    'the kernel lists late.fourth, but does not hold it',
  ],
  [['early.only', 'late.second', 'late.first', 'late.third'], 'the kernel lists late.second where late.first is due'],
  [['early.only', 'late.first', 'late.second', 'late.third', 'late.third'], 'the kernel lists 5 cases and holds 4'],
  [['early.only', 'late.first', 'late.second', 'late.third', 'given.at_run_time'], null],
])('a list of %j', (keys, words) => {
  expect(listDisagreement(listed(...keys), { ...table, orphans: [] })).toBe(words);
});

test('a case of a suite that nobody registered never runs', () => {
  const all = listed('early.only', 'late.first', 'late.second', 'late.third');
  expect(listDisagreement(all, table)).toBe('lost.orphan never runs: no uk_testsuite_register(lost, ...) is linked');
});
