// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { Arrivals } from './arrivals.ts';

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
