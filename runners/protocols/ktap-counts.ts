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

function isShort(counts: string, results: readonly TapResult[]): boolean {
  const said = new Map(counts.split(' ').map((part) => [part.split(':')[0], Number(part.split(':')[1])]));
  const sum = [...said].reduce((total, [what, count]) => total + (what === 'total' ? 0 : count), 0);
  const skipped = results.filter(({ verdict }) => verdict === 'skip').length;
  return (
    sum > results.length ||
    (said.get('fail') ?? 0) > results.filter(isFailed).length ||
    (said.get('skip') ?? 0) > skipped
  );
}

/** In words, if this line counts more than one of these levels has, the innermost being the last; null: it does not. */
export function lossIn(text: string, levels: readonly TapLevel[]): string | null {
  const found = OF_LEVEL.exec(text)?.groups ?? OF_PROGRAM.exec(text)?.groups;
  const { name, counts = '' } = found ?? {};
  const level = name === undefined ? levels.at(-1) : levels.findLast((one) => one.name === name);
  if (found === undefined || level === undefined || !isShort(counts, level.results)) return null;
  return `${name ?? level.name ?? 'the log'} counts ${counts.trim()}, which its lines do not show`;
}
