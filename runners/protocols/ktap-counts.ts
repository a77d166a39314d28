// SPDX-License-Identifier: BSD-3-Clause
/**
 * What kernels count behind their tests: KUnit's `# suite: pass:2 fail:0 skip:1 total:3`, kselftest's `# Totals: pass:2 fail:0 xfail:0 ...`.
 * A count that is higher than the lines show speaks of lines, or words of them, that are lost.
 */
import type { TapLevel, TapResult } from './ktap-cases.ts';

const OF_LEVEL = /^# (?<name>[\w.-]{1,200}): (?<counts>pass:\d{1,9} fail:\d{1,9} skip:\d{1,9} total:\d{1,9})\s*$/;
const OF_PROGRAM = /^# Totals: (?<counts>pass:\d{1,9} fail:\d{1,9} xfail:\d{1,9}[a-z0-9: ]{0,100})$/;

const isFailed = ({ verdict, isPromised }: TapResult): boolean =>
  verdict !== 'pass' && verdict !== 'skip' && !isPromised;

/** Of the results that a level had when it was last looked at. */
interface Seen {
  total: number;
  failed: number;
  skipped: number;
}

const saidIn = (counts: string): ReadonlyMap<string, number> =>
  new Map(
    counts.split(' ').map((part): [string, number] => [part.split(':')[0] ?? '', Number(part.split(':')[1] ?? 0)]),
  );

/** Top, suite, test: what is inside of that are its parameters, whose lines do not say in Linux 6.1 that they are skipped. */
const PARAMETER_DEPTH = 3;

function isShort(counts: string, { total, failed, skipped }: Seen): boolean {
  const said = saidIn(counts);
  const sum = [...said].reduce((all, [what, count]) => all + (what === 'total' ? 0 : count), 0);
  return sum > total || (said.get('fail') ?? 0) > failed || (said.get('skip') ?? 0) > skipped;
}

/** Nothing but passes, as many as were planned, and no line of any. */
function isWhole(counts: string, { plan, results }: TapLevel): boolean {
  const said = saidIn(counts);
  const others = [...said].some(([what, count]) => what !== 'pass' && count > 0);
  return results.length === 0 && plan !== null && plan > 0 && said.get('pass') === plan && !others;
}

export class PrintedCounts {
  readonly #seen = new Map<TapLevel, Seen>();

  /** In words, if this line counts more than one of these levels has, the innermost being the last; null: it does not. */
  lossIn(text: string, levels: () => readonly TapLevel[]): string | null {
    const found = OF_LEVEL.exec(text)?.groups ?? OF_PROGRAM.exec(text)?.groups;
    if (found === undefined) return null;
    const { name, counts = '' } = found;
    const open = levels();
    const level = name === undefined ? open.at(-1) : open.findLast((one) => one.name === name);
    if (level === undefined) return null;
    if (name === undefined && isWhole(counts, level)) {
      level.isAllCounted = true;
      return null;
    }
    const seen = this.#look(level);
    const isOfParameters = open.indexOf(level) + 1 >= PARAMETER_DEPTH;
    if (!isShort(counts, isOfParameters ? { ...seen, skipped: Infinity } : seen)) return null;
    return `${name ?? level.name ?? 'the log'} counts ${counts.trim()}, which its lines do not show`;
  }

  /** Each result is looked at once, however many lines count it. */
  #look(level: TapLevel): Seen {
    const seen = this.#seen.get(level) ?? { total: 0, failed: 0, skipped: 0 };
    this.#seen.set(level, seen);
    for (; seen.total < level.results.length; seen.total++) {
      const result = level.results[seen.total];
      if (result !== undefined && isFailed(result)) seen.failed++;
      if (result?.verdict === 'skip') seen.skipped++;
    }
    return seen;
  }
}
