// SPDX-License-Identifier: BSD-3-Clause
/** coverage-summary.json, in the form of istanbul's json-summary reporter: totals of the run and of each file. */
import type { Ratio } from '../ratio.ts';
import type { SourceFacts } from './facts.ts';
import { sumTotals, totalsOf, type Totals } from './sources.ts';

/** In per cent with two digits, cut off: 100 only where nothing is missing. */
const percentage = ({ found, hit }: Ratio): number => (found === 0 ? 100 : Math.floor((hit * 10_000) / found) / 100);

const part = (ratio: Ratio): object => ({
  total: ratio.found,
  covered: ratio.hit,
  skipped: 0,
  pct: percentage(ratio),
});

/** C's statements are known by their lines only. */
const entry = ({ lines, functions, branches }: Totals): object => ({
  lines: part(lines),
  statements: part(lines),
  functions: part(functions),
  branches: part(branches),
});

export function renderSummary(facts: readonly SourceFacts[]): string {
  const totals = facts.map(({ source }) => totalsOf(source));
  const files = facts.map(({ name, source }) => [name, entry(totalsOf(source))]);
  return `${JSON.stringify({ total: entry(sumTotals(totals)), ...Object.fromEntries(files) }, null, 1)}\n`;
}
