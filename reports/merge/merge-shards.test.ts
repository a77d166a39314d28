// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { Cell } from '../../model/cell.ts';
import type { PlannedCase, RunEvent } from '../../model/events.ts';
import type { ShardPart, ShardPlan } from '../../model/shard.ts';
import { allCases, resultsOf } from '../results.ts';
import {
  bootEnded,
  bootStarted,
  cell,
  ended,
  failed,
  image,
  planned,
  recordOf,
  runEnded,
  started,
} from '../synthetic-run.ts';
import { mergeShards, type MergedShards, type ShardRun } from './merge-shards.ts';

const where = cell('x86_64', 1);
const other = cell('arm64', 4);
const [zero, align, four] = [planned('ukalloc', 'zero'), planned('ukalloc', 'align'), planned('smp', 'four')];

const part = (of: Cell, changes: Partial<ShardPart>): ShardPart => ({
  cell: of.id,
  suites: [],
  except: [],
  only: [],
  ...changes,
});

/** ukalloc of the first cell is cut in two; the other cell's one suite is in the second shard. */
const plan: ShardPlan = {
  version: 1,
  id: 'feed',
  selection: {},
  basis: 'history',
  grain: 'case',
  balance: 1,
  shards: [
    { index: 1, estimatedMs: 1, parts: [part(where, { suites: ['ukalloc'], except: ['ukalloc.align'] })] },
    { index: 2, estimatedMs: 1, parts: [part(where, { only: ['ukalloc.align'] }), part(other, { suites: ['smp'] })] },
  ],
  cells: [where, other],
  images: [image('x86_64'), image('arm64')],
};

const planOf = (of: Cell, cases: readonly PlannedCase[]): RunEvent => ({
  type: 'cell-planned',
  atMs: 5,
  cell: of.id,
  cases,
});
const cellEnded = (of: Cell): RunEvent => ({ type: 'cell-ended', atMs: 70, cell: of.id });

function shardEvents(index: number, body: readonly RunEvent[], startedAt = '2026-01-01T00:00:00.000Z'): RunEvent[] {
  const start = { ...started([where, other]), shard: { name: `${index}/2`, index, plan: plan.id }, startedAt };
  return [start, ...body];
}

const first: ShardRun = {
  index: 1,
  damage: [],
  events: shardEvents(1, [
    planOf(where, [zero]),
    bootStarted(where),
    ended(where, zero),
    bootEnded(where),
    cellEnded(where),
    runEnded(0),
  ]),
};

const second: ShardRun = {
  index: 2,
  damage: [],
  events: shardEvents(
    2,
    [
      planOf(where, [align]),
      planOf(other, [four]),
      bootStarted(where),
      ended(where, align, failed('x')),
      bootEnded(where),
      { type: 'finding', atMs: 61, cell: where.id, boot: 0, text: 'odd' },
      ended(other, four),
      cellEnded(where),
      cellEnded(other),
      runEnded(1),
    ],
    '2026-01-01T00:00:10.000Z',
  ),
};

const merge = (runs: readonly ShardRun[]): MergedShards => mergeShards(plan, runs, { runId: 'merged', argv: [] });

function verdictsOf({ events }: MergedShards): Record<string, string> {
  const cases = allCases(resultsOf(recordOf(events)));
  return Object.fromEntries(cases.map(({ last }) => [`${last.cell} ${last.suite}.${last.name}`, last.verdict]));
}

const causesOf = ({ events }: MergedShards): (string | null)[] =>
  allCases(resultsOf(recordOf(events))).flatMap(({ last }) => (last.verdict === 'unresolved' ? [last.cause] : []));

test('all shards: each case once, boots numbered on, times of one clock', () => {
  const merged = merge([first, second]);
  expect(verdictsOf(merged)).toEqual({
    [`${where.id} ukalloc.zero`]: 'pass',
    [`${where.id} ukalloc.align`]: 'fail',
    [`${other.id} smp.four`]: 'pass',
  });
  expect(merged.troubles).toEqual([]);
  expect(merged.boots.map(({ shard, to }) => `${shard} ${to}`)).toEqual([
    `1 transcripts/${where.id}/0.log`,
    `2 transcripts/${where.id}/1.log`,
  ]);
  expect(merged.events).toContainEqual(expect.objectContaining({ type: 'finding', text: 'odd', boot: 1 }));
  const record = recordOf(merged.events);
  expect(record.start).toMatchObject({ runId: 'merged', startedAt: '2026-01-01T00:00:00.000Z', cells: plan.cells });
  expect(record.start).not.toHaveProperty('shard');
  expect(record.atMs).toBeGreaterThan(10_000);
  expect(record.strayEvents).toBe(0);
  expect([...record.cells.values()].every(({ hasEnded }) => hasEnded)).toBe(true);
});

test('a shard that is missing: what it was to run is unresolved, by name where the name is known', () => {
  const merged = merge([first]);
  expect(verdictsOf(merged)).toEqual({
    [`${where.id} ukalloc.zero`]: 'pass',
    [`${where.id} ukalloc.align`]: 'unresolved',
    [`${other.id} smp.(shard 2/2)`]: 'unresolved',
  });
  expect(merged.troubles).toEqual(['shard 2/2 is missing']);
  expect(causesOf(merged)).toEqual(['shard 2/2: it is missing', 'shard 2/2: it is missing']);
});

test('a shard that was killed: what had no verdict yet is unresolved', () => {
  const killed = { ...second, events: second.events.slice(0, 4) };
  const merged = merge([first, killed]);
  expect(verdictsOf(merged)).toMatchObject({
    [`${where.id} ukalloc.align`]: 'unresolved',
    [`${other.id} smp.four`]: 'unresolved',
  });
  expect(merged.troubles).toEqual(['shard 2/2 was killed']);
  expect(causesOf(merged)).toContain('shard 2/2: the run was killed first');
});

test('a log that lost lines is told of, whatever its cases say', () => {
  expect(merge([first, { ...second, damage: ['events.ndjson:4: not JSON'] }]).troubles).toEqual([
    'shard 2/2: events.ndjson:4: not JSON',
  ]);
});

test('a kernel that one shard could not build', () => {
  const result = { kind: 'failed' as const, message: 'no disk', file: null, line: null };
  const build: RunEvent = { type: 'build-ended', atMs: 3, image: image('arm64').key, result, durationMs: 1 };
  const events = second.events.filter((event) => !('cell' in event && event.cell === other.id));
  const merged = merge([first, { ...second, events: [...events.slice(0, 1), build, ...events.slice(1)] }]);
  const record = recordOf(merged.events);
  expect(resultsOf(record).map(({ trouble }) => trouble)).toEqual([
    null,
    `image ${image('arm64').key} was not built: no disk`,
  ]);
});
