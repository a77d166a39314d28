// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseEnded, RunEvent } from '../../model/events.ts';
import { resultsOf } from '../results.ts';
import { cell, ended, failed, planned, recordOf, runEnded, started } from '../synthetic-run.ts';
import type { PagePast } from '../html/page-past.ts';
import { pastOfRun } from './past-of-run.ts';
import { History } from './store.ts';

let dir: string;
let history: History;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-past-'));
  history = new History(join(dir, 'history.sqlite'));
});
afterEach(() => {
  history.close();
  rmSync(dir, { recursive: true, force: true });
});

const where = cell('x86_64', 1);
const OUTCOMES: Readonly<Record<string, Partial<CaseEnded>>> = {
  p: {},
  f: failed('x'),
  k: { outcome: 'flaky' },
  S: { durationMs: 500 },
};

const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

function run(number: number, letters: Readonly<Record<string, string>>): RunEvent[] {
  const cases = Object.entries(letters).flatMap(([name, all]) => {
    const changes = OUTCOMES[all[number - 1] ?? ' '];
    return changes === undefined ? [] : [ended(where, planned('s', name), { durationMs: 2, ...changes })];
  });
  const begin = { ...started([where]), runId: `r${number}`, startedAt: day(number) } as RunEvent;
  return [begin, ...cases, runEnded(0)];
}

/** `letters`: what each case did in runs 1, 2, ...; the last one is the run that is asked about. */
function pastOf(letters: Readonly<Record<string, string>>, baseline: string | null = null): PagePast {
  const count = Math.max(...Object.values(letters).map(({ length }) => length));
  for (let number = 1; number < count; number++) history.add(recordOf(run(number, letters)));
  const cells = resultsOf(recordOf(run(count, letters)));
  const accepted = baseline === null ? null : history.findRun(baseline);
  return pastOfRun({ history, cells, startedAt: day(count), baseline: accepted, pageOf: (runId) => `../${runId}/` });
}

test('what is broken now is told from what was broken before, and since when', () => {
  const { broken, base } = pastOf({
    fresh: 'pppp',
    breaks: 'pppf',
    stays: 'pfff',
    unseen: '   f',
    aside: 'pf f',
    fine: 'pppp',
  });
  expect(base).toEqual({
    runId: 'r3',
    startedAt: day(3),
    isAccepted: false,
    lines: null,
    revisions: { kernel: 'a'.repeat(40), suites: null },
  });
  const facts = broken.map(({ name, before, isNew, since, lastGood, strip }) => [
    name,
    before,
    isNew,
    since,
    lastGood,
    strip,
  ]);
  expect(facts).toEqual([
    ['breaks', 'pass', true, null, day(3), 'ppp'],
    ['stays', 'fail', false, day(2), day(1), 'pff'],
    ['unseen', null, true, null, null, ''],
    // Not in the latest run: its own last result counts.
    ['aside', 'fail', false, day(2), day(1), 'pf'],
  ]);
});

test('an accepted run decides what is new', () => {
  const { broken, fixed } = pastOf({ one: 'pff', two: 'fpp' }, 'r1');
  expect(broken).toMatchObject([{ name: 'one', before: 'pass', isNew: true, since: day(2) }]);
  expect(fixed).toMatchObject([{ name: 'two', before: 'fail' }]);
});

test('fixed, flaky, slower, gone and new', () => {
  const past = pastOf({
    mends: 'pppppf' + 'p',
    toandfro: 'pfpfpfp',
    slow: 'ppppppS',
    goes: 'pppppp',
    comes: '      p',
  });
  expect(past.fixed.map(({ name }) => name)).toEqual(['mends', 'toandfro']);
  expect(past.flaky).toMatchObject([{ name: 'toandfro', failures: 3, runCount: 7 }]);
  expect(past.slower).toMatchObject([{ name: 'slow', durationMs: 500, usualMs: 2 }]);
  expect(past.vanished).toMatchObject([{ name: 'goes', before: 'pass' }]);
  expect([past.vanishedCount, past.addedCount]).toEqual([1, 1]);
});

test('trends have the runs of about as many cases, oldest first', () => {
  const { runs } = pastOf({ a: 'pf p', b: 'pp p', c: 'pkpp', d: 'pp p' });
  expect(
    runs.map(({ runId, caseCount, passCount, unexpectedCount, flakyCount, href }) => [
      runId,
      caseCount,
      passCount,
      unexpectedCount,
      flakyCount,
      href,
    ]),
  ).toEqual([
    ['r1', 4, 4, 0, 0, '../r1/'],
    ['r2', 4, 3, 1, 1, '../r2/'],
  ]);
});

test('totals are made for the runs of an older database', () => {
  history.add(recordOf(run(1, { a: 'p', b: 'f', c: 'k' })));
  history.close();
  const raw = new DatabaseSync(join(dir, 'history.sqlite'));
  raw.exec('DROP INDEX results_not_expected; ALTER TABLE run_cells DROP COLUMN kind; PRAGMA user_version = 1');
  for (const name of ['case', 'pass', 'skip', 'unexpected', 'flaky'])
    raw.exec(`ALTER TABLE runs DROP COLUMN ${name}_count`);
  for (const name of ['kernel', 'suites']) raw.exec(`ALTER TABLE runs DROP COLUMN ${name}_revision`);
  raw.close();
  history = new History(join(dir, 'history.sqlite'));
  expect(history.findRun('r1')).toMatchObject({ caseCount: 3, passCount: 2, unexpectedCount: 1, flakyCount: 1 });
});
