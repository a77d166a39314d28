// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { compareRuns, slowestUsual, type Difference } from './difference.ts';
import { differenceMarkdown, differenceText, sectionsOf } from './difference-text.ts';
import { styleFor } from '../terminal/style.ts';
import type { PastResult, StoredResult, StoredRun } from './store.ts';

const run = (id: number, hit = 50): StoredRun => ({
  id,
  runId: `r${id}`,
  startedAt: `2026-01-${String(id).padStart(2, '0')}T00:00:00.000Z`,
  exitCode: 0,
  durationMs: 1,
  isComplete: true,
  lines: { found: 100, hit },
  caseCount: 1,
  passCount: 1,
  skipCount: 0,
  unexpectedCount: 0,
  flakyCount: 0,
  revisions: { kernel: null, suites: null },
});

const result = (name: string, changes: Partial<StoredResult> = {}): StoredResult => ({
  cell: 'c',
  suite: 's',
  name,
  verdict: 'pass',
  outcome: 'expected',
  attempts: 1,
  durationMs: 10,
  ...changes,
});
const broken: Partial<StoredResult> = { verdict: 'fail', outcome: 'unexpected' };

/** `history`: for each case what it did in runs 1, 2, ...: `p` or `f`, a space where it was not there; the last is the run compared. */
function differ(history: Readonly<Record<string, string>>): Difference {
  const length = Math.max(...Object.values(history).map((letters) => letters.length));
  const at = (number: number): StoredResult[] =>
    Object.entries(history).flatMap(([name, letters]) => {
      const letter = letters[number - 1] ?? ' ';
      return letter === ' ' ? [] : [result(name, letter === 'f' ? broken : {})];
    });
  const pastRuns = Array.from({ length: length - 1 }, (_, index) => run(length - 1 - index));
  const past: PastResult[] = pastRuns.flatMap(({ id }) => at(id).map((one) => ({ run: id, ...one })));
  const base = pastRuns[0] ?? run(1);
  return compareRuns({ run: run(length), base, results: at(length), baseResults: at(base.id), pastRuns, past });
}

const names = (cases: readonly { readonly name: string }[]): string[] => cases.map(({ name }) => name);

test('each case is in the one place where it belongs', () => {
  const found = differ({ good: 'pppp', broke: 'pppf', mended: 'ppfp', stays: 'pfff', young: '   p', old: 'ppp ' });
  expect(names(found.newlyBroken)).toEqual(['broke']);
  expect(names(found.newlyFixed)).toEqual(['mended']);
  expect(found.stillBroken).toMatchObject([{ name: 'stays', runCount: 3, since: '2026-01-02T00:00:00.000Z' }]);
  expect(names(found.added)).toEqual(['young']);
  expect(names(found.vanished)).toEqual(['old']);
  expect(found.flaky).toEqual([]);
});

test('to and fro is a flake, with its rate', () => {
  const { flaky } = differ({ shaky: 'pfppfpppfp', steady: 'pppppppppp', fixed: 'fffffppppp' });
  expect(flaky).toMatchObject([{ name: 'shaky', failures: 3, runCount: 10 }]);
  const [low = 1, high = 0] = flaky[0]?.interval95 ?? [];
  expect(low).toBeLessThan(0.3);
  expect(high).toBeGreaterThan(0.3);
});

test('slower only where noise cannot be it', () => {
  expect(slowestUsual([10, 11, 10, 12])).toBeNull();
  const calm = slowestUsual([100, 101, 99, 100, 102]);
  expect(calm?.usualMs).toBe(100);
  expect(calm?.limitMs).toBeCloseTo(130);
  expect(slowestUsual([100, 300, 50, 250, 120])?.limitMs).toBeGreaterThan(400);
  expect(slowestUsual([1, 1, 1, 1, 1])?.limitMs).toBe(21);
});

test('coverage that went down, and text in each form', () => {
  const compared = compareRuns({
    run: run(2, 40),
    base: run(1, 50),
    results: [result('a|b`c', broken)],
    baseResults: [result('a|b`c')],
    pastRuns: [],
    past: [],
  });
  expect(sectionsOf(compared).map(({ title }) => title)).toEqual(['newly broken', 'coverage']);
  expect(differenceText(compared, styleFor({ isTTY: false, write: () => true }, {}))).toContain(
    'lines 50.0 % -> 40.0 % (down)',
  );
  expect(differenceMarkdown(compared)).toContain("- `s.a|b'c: pass -> fail in c`");
});
