// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { Arrivals } from './arrivals.ts';
import { chooseProtocol } from './protocols/choose.ts';

test('a case lasts from the arrival of its first byte to that of what shows its end', () => {
  const arrivals = new Arrivals();
  arrivals.add(0, 10);
  arrivals.add(100, 25);
  arrivals.add(250, 70);
  const spans = [
    { suite: 'fs', name: 'opens', from: 40, to: 120 },
    { suite: 'fs', name: 'closes', from: 120, to: 249 },
    { suite: 'fs', name: 'opens', from: 100, to: 250 },
    { suite: 'fs', name: 'hangs', from: 260, to: null },
  ];
  expect([...arrivals.durations(spans, 200)]).toEqual([
    ['fs.opens', 15 + 45],
    ['fs.closes', 0],
    ['fs.hangs', 130],
  ]);
});

test('a case stands on the console from its name to the next one, to a crash, or to the end', () => {
  const lines = ['test: fs->opens', '\tx', 'test: fs->closes', 'Assertion failure: x', 'more'];
  const spansOf = (count: number): unknown => {
    const reader = chooseProtocol({ protocol: 'uktest', suite: 'k' })('');
    reader.push(Buffer.from(`${lines.slice(0, count).join('\n')}\n`));
    reader.finish(null);
    return reader.spans().map(({ name, from, to }) => [name, from, to]);
  };
  expect(spansOf(5)).toEqual([
    ['opens', 0, 19],
    ['closes', 19, 36],
  ]);
  expect(spansOf(2)).toEqual([['opens', 0, null]]);
});

test('runs of one case that follow each other at once are one span, as a guest may print millions of them', () => {
  const reader = chooseProtocol({ protocol: 'uktest', suite: 'k' })('');
  reader.push(Buffer.from(`${'test: fs->opens\n'.repeat(1000)}test: fs->closes\ntest: fs->opens\n`));
  const { suites, findings } = reader.finish(null);
  expect(reader.spans().map(({ name, from, to }) => [name, from, to])).toEqual([
    ['opens', 0, 16_000],
    ['closes', 16_000, 16_017],
    ['opens', 16_017, null],
  ]);
  expect(suites[0]?.cases.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['opens', 'timeout'],
    ['closes', 'pass'],
  ]);
  expect(findings[0]).toBe('case fs.opens ran more than once; the worst of its verdicts is shown');
});
