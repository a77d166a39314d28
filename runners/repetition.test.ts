// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { Repetition } from './repetition.ts';

/** Whether the last of these chunks is news. */
function isLastNews(text: string, chunkLength: number): boolean {
  const repetition = new Repetition();
  let isNews = true;
  for (let at = 0; at < text.length; at += chunkLength)
    isNews = repetition.isNews(Buffer.from(text.slice(at, at + chunkLength), 'latin1'));
  return isNews;
}

const BEFORE = Array.from({ length: 5000 }, (_, index) => `test ${index} passed\r\n`).join('');

test.each([
  ['one line', 'Terminated by exception.\r\n', 5000],
  ['a report of a few lines', 'trap at 0x10\nx0 0000\nx1 0001\n\n', 5000],
  ['a text without lines', 'fault again, ', 200_000],
])('%s over and over is no news, however the chunks are cut', (_, text, times) => {
  const flood = BEFORE + text.repeat(times);
  expect([1000, 4096, 7].map((length) => isLastNews(flood, length))).toEqual([false, false, false]);
});

test.each([
  ['lines that differ', Array.from({ length: 20_000 }, (_, index) => `iteration ${index}\n`).join('')],
  ['the same for a while', 'waiting\n'.repeat(4000)],
  ['dots', '.'.repeat(300_000)],
  ['the same, and then something else', `${'waiting\n'.repeat(9000)}done\n`],
])('%s is news', (_, text) => {
  expect(isLastNews(BEFORE + text, 1000)).toBe(true);
});
