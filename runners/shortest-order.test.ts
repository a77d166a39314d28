// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestOrder } from './shortest-order.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('finds exactly the cases that are needed together, in their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.nat(199), { minLength: 1, maxLength: 4 }),
      async (size, wanted) => {
        const needed = [...new Set(wanted.map((one) => one % size))].sort((one, other) => one - other);
        const shows = (items: readonly number[]): Promise<boolean> =>
          Promise.resolve(needed.every((one) => items.includes(one)));
        expect(await shortestOrder(numbers(size), shows, 10_000)).toEqual({ items: needed, isMinimal: true });
      },
    ),
  );
});

test('one culprit among a thousand takes few looks', async () => {
  let looks = 0;
  const shows = (items: readonly number[]): Promise<boolean> => Promise.resolve(++looks > 0 && items.includes(137));
  expect((await shortestOrder(numbers(1000), shows, 100)).items).toEqual([137]);
  expect(looks).toBeLessThan(25);
});

test('stops when the looks are used up, with what it has', async () => {
  let looks = 0;
  const shows = (items: readonly number[]): Promise<boolean> =>
    Promise.resolve(++looks > 0 && items.includes(3) && items.includes(900));
  const { items, isMinimal } = await shortestOrder(numbers(1000), shows, 7);
  expect(looks).toBe(7);
  expect(isMinimal).toBe(false);
  expect(items).toEqual(expect.arrayContaining([3, 900]));
});
