// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberSet } from './number-set.ts';

test('it has what was added, in any order, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 20 }), (added) => {
      const set = new NumberSet();
      for (const number of added) set.add(number);
      for (let number = -1; number <= 14; number++) expect(set.has(number)).toBe(added.includes(number));
    }),
  );
});
