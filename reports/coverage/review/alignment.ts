// SPDX-License-Identifier: BSD-3-Clause
/** Which line of a source is which of another version of it: a longest common subsequence of what the lines say. */

/** More pairs than this are not looked at one by one; such lines count as new and gone. */
const MOST_PAIRS = 16_000_000;

/** Pairs of indices, ascending, of what is alike in `one` and `other`. */
export function alignment(one: readonly unknown[], other: readonly unknown[]): (readonly [number, number])[] {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  let tail = 0;
  const shorter = Math.min(one.length, other.length) - start;
  while (tail < shorter && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  const middle = commonSubsequence(one.slice(start, one.length - tail), other.slice(start, other.length - tail));
  return [
    ...Array.from({ length: start }, (_, at) => [at, at] as const),
    ...middle.map(([left, right]) => [left + start, right + start] as const),
    ...Array.from({ length: tail }, (_, at) => [one.length - tail + at, other.length - tail + at] as const),
  ];
}

/** By the table of the lengths of the common subsequences of all tails. */
function commonSubsequence(one: readonly unknown[], other: readonly unknown[]): (readonly [number, number])[] {
  const width = other.length + 1;
  if (one.length * other.length > MOST_PAIRS) return [];
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let left = one.length - 1; left >= 0; left -= 1) {
    for (let right = other.length - 1; right >= 0; right -= 1) {
      const at = left * width + right;
      const longest = Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
      lengths[at] = one[left] === other[right] ? (lengths[at + width + 1] ?? 0) + 1 : longest;
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let left = 0, right = 0; left < one.length && right < other.length;) {
    const at = left * width + right;
    if (one[left] === other[right]) pairs.push([left++, right++]);
    else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) left += 1;
    else right += 1;
  }
  return pairs;
}
