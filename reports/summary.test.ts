// SPDX-License-Identifier: BSD-3-Clause
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../model/events.ts';
import { resultsOf } from './results.ts';
import { summarize, type RunSummary } from './summary.ts';
import {
  bootStarted,
  cell,
  ended,
  failed,
  image,
  mixedRun,
  planned,
  recordOf,
  runEnded,
  started,
} from './synthetic-run.ts';

const summaryOf = (events: readonly RunEvent[]): RunSummary => {
  const record = recordOf(events);
  return summarize(record, resultsOf(record));
};

describe('summarize', () => {
  it('counts verdicts, outcomes and assertions', () => {
    const summary = summaryOf(mixedRun());
    expect(summary.counts).toEqual({ pass: 3, fail: 1, skip: 1, crash: 1, timeout: 0, unresolved: 1 });
    expect(summary.outcomes).toEqual({ expected: 4, unexpected: 3, flaky: 0 });
    expect(summary.assertions).toEqual({ passed: 13, failed: 1 });
    expect(summary.cells.map(({ unexpected }) => unexpected)).toEqual([0, 3]);
    expect(summary.coverage?.lines).toEqual({ found: 200, hit: 150 });
  });

  it('says where to look: the assertion, the frame with a source line, the definition', () => {
    const places = summaryOf(mixedRun()).problems.map(({ name, file, line, headline }) => [name, file, line, headline]);
    expect(places).toEqual([
      ['memalign', 'suites/ukalloc/cases.c', 42, 'expected `x` to be 3 but was 4'],
      ['overrun', 'lib/ukalloc/alloc.c', 88, 'Unhandled page fault at 0x10'],
      ['lost', 'suites/smp/cases.c', 10, 'planned, but the run ended without a report of it'],
    ]);
  });

  it('never loses a planned case: a run that was killed leaves them unresolved', () => {
    const where = cell('x86_64', 1);
    const cases = [planned('ukalloc', 'a'), planned('ukalloc', 'b')];
    const summary = summaryOf([started([where]), { type: 'cell-planned', atMs: 1, cell: where.id, cases }]);
    expect(summary.counts.unresolved).toBe(2);
    expect(summary.exitCode).toBeNull();
    expect(summary.isInterrupted).toBe(true);
  });

  it('stays small where everything is broken', () => {
    const where = cell('x86_64', 1);
    const cases = Array.from({ length: 10_002 }, (_, index) => ended(where, planned('s', `c${index}`), failed('x')));
    const { problems, furtherProblems, outcomes } = summaryOf([started([where]), ...cases]);
    expect([problems.length, furtherProblems, outcomes.unexpected]).toEqual([10_000, 2, 10_002]);
  });

  it('names why a cell could not run', () => {
    const where = cell('arm64', 1);
    const summary = summaryOf([
      started([where]),
      {
        type: 'build-ended',
        atMs: 1,
        image: image('arm64').key,
        result: { kind: 'failed', message: 'unknown type name', file: 'lib/x.c', line: 3 },
        durationMs: 5,
      },
      runEnded(3),
    ]);
    expect(summary.cells[0]?.trouble).toBe(`image ${image('arm64').key} was not built: lib/x.c:3: unknown type name`);
  });

  it('judges a case by its last attempt', () => {
    const where = cell('x86_64', 1);
    const one = planned('ukalloc', 'a');
    const summary = summaryOf([
      started([where]),
      { type: 'cell-planned', atMs: 1, cell: where.id, cases: [one] },
      bootStarted(where),
      ended(where, one, failed('first try')),
      ended(where, one, { attempt: 1, outcome: 'flaky' }),
    ]);
    expect(summary.counts).toMatchObject({ pass: 1, fail: 0 });
    expect(summary.outcomes).toEqual({ expected: 0, unexpected: 0, flaky: 1 });
  });

  it('ignores events of cells that were never announced', () => {
    const record = recordOf([started([]), ended(cell('x86_64', 1), planned('a', 'b'))]);
    expect(record.strayEvents).toBe(1);
    expect(resultsOf(record)).toEqual([]);
  });
});
