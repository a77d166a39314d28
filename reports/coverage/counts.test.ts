// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { addCounts, formatCounts } from './counts.ts';
import { renderLcov } from './lcov.ts';
import { addFunction, addLine, sourceAt, type SourceMap } from './sources.ts';

function coverageOf(cell: string, count: number): SourceMap {
  const sources: SourceMap = new Map();
  const source = sourceAt(sources, '/base/lib/a.c');
  source.codeIn.set(cell, new Set([3, 4]));
  addLine(source, 3, count, [count, 0]);
  addLine(source, 3, 0, [1, 2, 3]);
  addLine(source, 4, 0, []);
  addFunction(source, { name: 'main', line: 3, endLine: 5, count });
  if (count > 0) {
    source.hitBy.set(cell, new Map([[3, count]]));
    source.calledBy.set(cell, new Set(['3 main']));
  }
  return sources;
}

const textOf = (sources: SourceMap): string =>
  formatCounts([...sources.values()], (path) => path.replace('/base/', ''));

test('what comes back is what was written, at the place where the other machine has its sources', () => {
  const back: SourceMap = new Map();
  expect(addCounts(back, textOf(coverageOf('one', 2)), '/elsewhere')).toBeNull();
  const [here] = coverageOf('one', 2).values();
  expect([...back.values()]).toEqual([{ ...here, path: '/elsewhere/lib/a.c' }]);
});

test('counts of shards add up as those of boots do', () => {
  const sum: SourceMap = new Map();
  addCounts(sum, textOf(coverageOf('one', 2)), '/base');
  addCounts(sum, textOf(coverageOf('two', 5)), '/base');
  const [source] = sum.values();
  expect(renderLcov([...sum.values()], (path) => path)).toContain('DA:3,7');
  expect(source?.functions.get('3 main')?.count).toBe(7);
  expect([...(source?.codeIn.keys() ?? [])]).toEqual(['one', 'two']);
  expect([...(source?.hitBy.keys() ?? [])]).toEqual(['one', 'two']);
});

test('shards of one cell', () => {
  const sum: SourceMap = new Map();
  addCounts(sum, textOf(coverageOf('one', 2)), '/base');
  addCounts(sum, textOf(coverageOf('one', 5)), '/base');
  const [source] = sum.values();
  expect([...(source?.hitBy.get('one') ?? [])]).toEqual([[3, 7]]);
  expect([...(source?.calledBy.get('one') ?? [])]).toEqual(['3 main']);
  expect([...(source?.codeIn.get('one') ?? [])]).toEqual([3, 4]);
});

test.each([
  ['cut short', '{"version":1,"cel', /not JSON/],
  ['something else', '{"version":2,"cells":[]}', /sources/],
  ['negative counts', '{"version":2,"cells":[],"sources":[{"path":"a","mark":null,"codeIn":[],"lines":[[1,-1,[]]],"functions":[],"hitBy":[]}]}', /lines/],
  ['a newer version', '{"version":9,"cells":[],"sources":[]}', /another ukmatrix \(version 9\)/],
])('%s', (_, text, words) => {
  const sources: SourceMap = new Map();
  expect(addCounts(sources, text, '/base')).toMatch(words);
  expect(sources.size).toBe(0);
});
