// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, editDistance, isChosen, matchesCase, matchesGlob, nearMatches } from './glob.ts';

test('a star matches any run of characters, also none', () => {
  expect(matchesGlob('uk*', 'ukalloc')).toBe(true);
  expect(matchesGlob('*alloc*', 'ukalloc')).toBe(true);
  expect(matchesGlob('*a*b*c', 'xaxbxbc')).toBe(true);
  expect(matchesGlob('*a*b*c', 'xaxcxb')).toBe(false);
  expect(matchesGlob('', '')).toBe(true);
  expect(matchesGlob('?', '')).toBe(false);
});

test('characters that regular expressions know are plain here', () => {
  expect(matchesGlob('a.c', 'abc')).toBe(false);
  expect(matchesGlob('a[b', 'a[b')).toBe(true);
});

test('every name matches itself, and its own text cut anywhere and joined by a star', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), (name, at) => {
      const plain = name.replaceAll(/[*?]/g, '');
      const cut = at % (plain.length + 1);
      expect(matchesGlob(plain, plain)).toBe(true);
      expect(matchesGlob(`${plain.slice(0, cut)}*${plain.slice(cut)}`, plain)).toBe(true);
    }),
  );
});

test('a pattern without a dot names suites', () => {
  expect(matchesCase('uk*', { suite: 'ukalloc', name: 'free' })).toBe(true);
  expect(matchesCase('free', { suite: 'ukalloc', name: 'free' })).toBe(false);
  expect(matchesCase('*.free', { suite: 'ukalloc', name: 'free' })).toBe(true);
});

test('of a list of globs those behind ! take away, from all names where no other chooses', () => {
  const chosenBy = (...globs: string[]): string[] => ['smp', 'sched', 'trap'].filter((name) => isChosen(globs, name));
  expect(chosenBy('s*', '!smp')).toEqual(['sched']);
  expect(chosenBy('!smp')).toEqual(['sched', 'trap']);
  expect(chosenBy('!s*', '!trap')).toEqual([]);
});

test('near matches come nearest first, and strangers do not come', () => {
  expect(editDistance('ukaloc', 'ukalloc')).toBe(1);
  expect(nearMatches('ukaloc', ['nolibc', 'ukvmem', 'ukalloc'])).toEqual(['ukalloc']);
  expect(didYouMean('zzzzzz', ['nolibc'])).toBe('');
});
