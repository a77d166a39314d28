// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson.ts';

test.each([
  [0, 10, 0, 0.2775],
  [1, 10, 0.0179, 0.4042],
  [10, 10, 0.7225, 1],
  [50, 100, 0.4038, 0.5962],
  [3, 1000, 0.001, 0.0088],
])('%i failures in %i attempts', (failures, attempts, low, high) => {
  const interval = wilsonInterval(failures, attempts);
  expect(interval[0]).toBeCloseTo(low, 3);
  expect(interval[1]).toBeCloseTo(high, 3);
});

test('the interval holds the rate seen and stays between 0 and 1', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), (failures, others) => {
      const [low, high] = wilsonInterval(failures, failures + others);
      const rate = failures + others === 0 ? 0.5 : failures / (failures + others);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low <= rate && rate <= high).toBe(true);
    }),
  );
});
