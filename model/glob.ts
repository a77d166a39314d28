// SPDX-License-Identifier: BSD-3-Clause
/**
 * Globs over names as uktest reads them: `*` any run of characters, `?` one character, nothing else is special. A pattern over
 * `suite.case` without a dot means the whole suite. Also near matches for names that somebody misspelt.
 */
import type { CaseId } from './cell.ts';

/** Matches in time linear in the name for each `*`, without regular expressions, so that no pattern can hang the harness. */
export function matchesGlob(pattern: string, name: string): boolean {
  let patternAt = 0;
  let nameAt = 0;
  let starAt = -1;
  let retryAt = 0;
  while (nameAt < name.length) {
    if (pattern[patternAt] === '*') {
      starAt = patternAt++;
      retryAt = nameAt;
    } else if (patternAt < pattern.length && (pattern[patternAt] === '?' || pattern[patternAt] === name[nameAt])) {
      patternAt++;
      nameAt++;
    } else if (starAt >= 0) {
      patternAt = starAt + 1;
      nameAt = ++retryAt;
    } else {
      return false;
    }
  }
  while (pattern[patternAt] === '*') patternAt++;
  return patternAt === pattern.length;
}

export const matchesAny = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => matchesGlob(pattern, name));

/** Those that take away: `!glob` without its mark. */
export const takenAway = (globs: readonly string[]): string[] =>
  globs.flatMap((glob) => (glob.startsWith('!') ? [glob.slice(1)] : []));

/** Lists of globs, as `--suite` takes them: one that begins with `!` takes names away again; where no other is, all names are meant. */
export function isChosen(globs: readonly string[], ...names: readonly string[]): boolean {
  const wanted = globs.filter((glob) => !glob.startsWith('!'));
  const isWanted = wanted.length === 0 || names.some((name) => matchesAny(wanted, name));
  return isWanted && !names.some((name) => matchesAny(takenAway(globs), name));
}

/** `suite.case` patterns; without a dot the pattern names suites. */
export const matchesCase = (pattern: string, { suite, name }: CaseId): boolean =>
  pattern.includes('.') ? matchesGlob(pattern, `${suite}.${name}`) : matchesGlob(pattern, suite);

/** Edits (insert, delete, replace) that turn one word into the other. */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [leftIndex, leftChar] of Array.from(left).entries()) {
    const next = [leftIndex + 1];
    for (const [rightIndex, rightChar] of Array.from(right).entries()) {
      const replace = (row[rightIndex] ?? 0) + (leftChar === rightChar ? 0 : 1);
      next.push(Math.min(replace, (row[rightIndex + 1] ?? 0) + 1, (next[rightIndex] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** Known names that `word` may have meant, nearest first; at most three. Globs are compared without their wildcards. */
export function nearMatches(word: string, known: readonly string[]): string[] {
  const wanted = word.replaceAll(/[*?]/g, '').toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((name) => ({
      name,
      distance: name.includes(wanted) && wanted !== '' ? 0 : editDistance(wanted, name.toLowerCase()),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** `; did you mean a, b?` or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearMatches(word, known);
  return near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
}
