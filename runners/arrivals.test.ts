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
