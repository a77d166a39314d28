// SPDX-License-Identifier: BSD-3-Clause
/** What somebody who collected a log put before each line of it (a CI's clock, a container's name, a mark of quotation), learnt from the log. */

const MOST_LINES = 400;
const LONGEST_PREFIX = 64;
/** Indentation and comments mean something in TAP; before the kernel's clock, or a result that is a word, they do not. */
const OWN = /^[#\s]+$/;
const FLUSH = /^(?:(?:<\d{1,3}>)?\[ {0,8}\d{1,10}\.\d|[A-Z]{4,7}: |(?:dbg|Info|Warn|ERR): )/;
/** So few lines that one alone shows nothing. */
const FEW_LINES = 3;

/** Numbers may be others, and as wide as they like. */
const patternOf = (prefix: string): string =>
  prefix.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/ *\d+/g, String.raw` *\d+(?!\d)`);

/** Anchored, of the prefix that nearly all lines have and behind which `words` follow; null: none. Lines are without colours. */
export function commonPrefix(lines: readonly string[], words: RegExp): RegExp | null {
  const said = lines.slice(0, MOST_LINES).filter((line) => line.trim() !== '');
  const counts = new Map<string, number>();
  for (const line of said) {
    const at = words.exec(line.slice(0, 2 * LONGEST_PREFIX))?.index ?? -1;
    if (at < 0 || at > LONGEST_PREFIX) continue;
    if (OWN.test(line.slice(0, at)) && !FLUSH.test(line.slice(at))) continue;
    const pattern = patternOf(line.slice(0, at));
    const count = (counts.get(pattern) ?? 0) + 1;
    // Two lines without any: the usual log, told early.
    if (pattern === '' && count > 1) return null;
    counts.set(pattern, count);
  }
  const found = [...counts].filter(([pattern, count]) => isHabit(said, pattern, count));
  const [shortest = ''] = found.map(([pattern]) => pattern).sort((one, other) => one.length - other.length);
  return shortest === '' ? null : new RegExp(`^${shortest}`);
}

/** The blank at its end is lost where nothing follows. */
function isHabit(lines: readonly string[], pattern: string, count: number): boolean {
  const prefix = new RegExp(`^${pattern}`);
  const having = lines.filter((line) => prefix.test(`${line} `)).length;
  return count > 1 ? having >= lines.length * 0.75 : having === lines.length && having >= FEW_LINES;
}

/** The line without the prefix, if it has it. */
export function withoutPrefix(line: string, prefix: RegExp | null): string {
  if (prefix === null) return line;
  const length = prefix.exec(`${line} `)?.[0].length ?? 0;
  return line.slice(length);
}
