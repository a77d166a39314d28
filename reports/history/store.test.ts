// SPDX-License-Identifier: BSD-3-Clause
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { cell, ended, failed, mixedRun, planned, recordOf, runEnded, started } from '../synthetic-run.ts';
import { History } from './store.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-history-'));
  file = join(dir, 'deep', 'history.sqlite');
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const where = cell('x86_64', 1);
const begin = (runId: string, startedAt: string): RunEvent => ({ ...started([where]), runId, startedAt }) as RunEvent;

test('a run is kept whole, and once', () => {
  const history = new History(file);
  const record = recordOf(mixedRun());
  expect(history.add(record)).toBe(true);
  expect(history.add(record)).toBe(false);
  const run = history.findRun('20260101-000000-test');
  expect(run).toMatchObject({ isComplete: true, exitCode: 1, lines: { found: 200, hit: 150 } });
  expect(run?.revisions).toEqual({ kernel: 'a'.repeat(40), suites: null });
  const results = history.results(run?.id ?? 0);
  expect(results).toHaveLength(7);
  expect(results).toContainEqual(
    expect.objectContaining({
      suite: 'ukalloc',
      name: 'overrun',
      verdict: 'crash',
      outcome: 'unexpected',
      attempts: 1,
    }),
  );
  history.close();
  expect(new History(file).runs(10)).toHaveLength(1);
});

test('a run that was taken in while it ran gives way to the whole of it', () => {
  const history = new History(file);
  const begun = [begin('early', '2026-01-09T00:00:00.000Z'), ended(where, planned('a', 'one'))];
  const rest = [ended(where, planned('a', 'two')), runEnded(0)];
  expect(history.add(recordOf(begun))).toBe(true);
  expect(history.add(recordOf(begun))).toBe(false);
  expect(history.add(recordOf([...begun, ...rest]))).toBe(true);
  expect(history.add(recordOf([...begun, ...rest]))).toBe(false);
  expect(history.add(recordOf(begun))).toBe(false);
  const run = history.findRun('early');
  expect(run).toMatchObject({ isComplete: true, exitCode: 0, caseCount: 2 });
  expect(history.results(run?.id ?? 0).map(({ name }) => name)).toEqual(['one', 'two']);
  history.close();
});

test('earlier runs are those that are complete and share a cell, newest first', () => {
  const history = new History(file);
  const one = ended(where, planned('a', 'one'));
  const other = cell('arm64', 1);
  history.add(recordOf([begin('r1', '2026-01-01T00:00:00.000Z'), one, runEnded(0)]));
  history.add(recordOf([begin('r2', '2026-01-02T00:00:00.000Z'), one, runEnded(0)]));
  history.add(recordOf([begin('killed', '2026-01-03T00:00:00.000Z'), one]));
  const elsewhere = { ...started([other]), runId: 'arm', startedAt: '2026-01-04T00:00:00.000Z' } as RunEvent;
  history.add(recordOf([elsewhere, ended(other, planned('a', 'one')), runEnded(0)]));
  history.add(recordOf([begin('now', '2026-01-05T00:00:00.000Z'), one, runEnded(0)]));
  const now = history.findRun('now');
  expect(now === null ? [] : history.runsBefore(now, 10).map(({ runId }) => runId)).toEqual(['r2', 'r1']);
});

test('what is known of a case', () => {
  const history = new History(file);
  history.add(
    recordOf([begin('r1', '2026-01-01T00:00:00.000Z'), ended(where, planned('a', 'one'), failed('x')), runEnded(1)]),
  );
  const [run] = history.runs(1);
  expect(history.past([run?.id ?? 0], 'a', 'o*')).toMatchObject([{ name: 'one', verdict: 'fail' }]);
  expect(history.past([run?.id ?? 0], 'b', '*')).toEqual([]);
});

test('a database of a newer version is refused and left alone', () => {
  new History(file).close();
  const raw = new DatabaseSync(file);
  raw.exec('PRAGMA user_version = 99');
  raw.close();
  expect(() => new History(file)).toThrow('is of a newer ukmatrix (version 99)');
});

test('a database of an older version keeps what it has', () => {
  const history = new History(file);
  const results = [ended(where, planned('a', 'one'), failed('x')), ended(where, planned('a', 'two'))];
  history.add(recordOf([begin('r1', '2026-01-01T00:00:00.000Z'), ...results, runEnded(1)]));
  const [run] = history.runs(1);
  const before = history.results(run?.id ?? 0);
  history.close();
  const raw = new DatabaseSync(file);
  // As they lay in version 4, which had its results by case, with an index of this name.
  raw.exec(`DROP INDEX results_not_expected; CREATE INDEX results_by_run ON results (run); PRAGMA user_version = 4`);
  raw.close();
  const newer = new History(file);
  expect(before).toHaveLength(2);
  expect(newer.results(run?.id ?? 0)).toEqual(before);
  expect(newer.notExpected([run?.id ?? 0], 10)).toMatchObject([{ name: 'one' }]);
  newer.close();
});

test('what is no database is refused with what to do', () => {
  writeFileSync(join(dir, 'bad.sqlite'), 'this is no database, it only has the name of one '.repeat(10));
  expect(() => new History(join(dir, 'bad.sqlite'))).toThrow(/cannot be used/);
});

test('several processes at once lose nothing', async () => {
  const script = `
    import { History } from ${JSON.stringify(join(import.meta.dirname, 'store.ts'))};
    import { cell, ended, planned, recordOf, runEnded, started } from ${JSON.stringify(join(import.meta.dirname, '..', 'synthetic-run.ts'))};
    const where = cell('x86_64', 1);
    const history = new History(process.argv[1]);
    for (let number = 0; number < 10; number++) {
      const begin = { ...started([where]), runId: process.argv[2] + '-' + number, startedAt: '2026-01-01T00:00:00.000Z' };
      const cases = Array.from({ length: 50 }, (_, index) => ended(where, planned('a', 'case' + index)));
      history.add(recordOf([begin, ...cases, runEnded(0)]));
    }`;
  const run = promisify(execFile);
  const args = (name: string): string[] => ['--input-type=module', '-e', script, file, name];
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => run(process.execPath, args(name))));
  const history = new History(file);
  const runs = history.runs(100);
  expect(runs).toHaveLength(40);
  for (const { id } of runs) expect(history.results(id)).toHaveLength(50);
});
