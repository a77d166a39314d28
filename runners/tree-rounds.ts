// SPDX-License-Identifier: BSD-3-Clause
/**
 * Which suites of a foreign tree run together, and which of them once more: a kernel without run-time selection leaves a suite out only by
 * its configuration. Each round is one configuration and one boot. Pure and synchronous.
 */
import type { TestProvider } from '../kernels/library-tests.ts';
import type { CaseId } from '../model/cell.ts';
import { didYouMean, isChosen, matchesAny } from '../model/glob.ts';
import type { Isolation } from './batches.ts';
import type { Reading } from './protocols/reading.ts';

/** Symbols of the suites that a round is asked to run. */
export type Round = readonly string[];

/** Menus of options, and options within a source: they build nothing by themselves, and the suites beside them are nothing without them. */
const isBare = ({ suites, sources }: TestProvider): boolean => suites.length === 0 && sources.length === 0;

export const withSuites = (providers: readonly TestProvider[]): TestProvider[] =>
  providers.filter((one) => !isBare(one));

/** Of symbols that are to be off, those that can be: none that goes with a suite that is on. */
export function offWithout(off: Iterable<string>, providers: readonly TestProvider[]): ReadonlySet<string> {
  const symbols = new Set(off);
  const on = new Set(withSuites(providers).flatMap(({ symbol, dir }) => (symbols.has(symbol) ? [] : [dir])));
  for (const one of providers) if (isBare(one) && on.has(one.dir)) symbols.delete(one.symbol);
  return symbols;
}

/** None where there is nothing to run. */
export function firstRounds(providers: readonly TestProvider[], isolation: Isolation): Round[] {
  const all = providers.map(({ symbol }) => symbol);
  if (all.length === 0) return [];
  return isolation === 'batch' ? [all] : all.map((symbol) => [symbol]);
}

/** By the names of its suites; by the library's where those are not known before make has fetched them. */
export function isSelected({ suites, library, symbol }: TestProvider, globs: readonly string[] | null): boolean {
  return globs === null || isChosen(globs, ...suites, library, symbol);
}

/** Whether a suite is meant by globs that may name it, its library or its symbol. */
export function namedBy(
  globs: readonly string[] | null,
  providers: readonly TestProvider[],
): (suite: string) => boolean {
  const positive = globs?.filter((glob) => !glob.startsWith('!')) ?? [];
  const isWhole = ({ library, symbol }: TestProvider): boolean =>
    matchesAny(positive, library) || matchesAny(positive, symbol);
  const whole = new Set(providers.filter(isWhole).flatMap(({ suites }) => suites));
  return (suite) => positive.length === 0 || whole.has(suite) || matchesAny(positive, suite);
}

/** What to say where no suite of a tree is meant. */
export function nothingChosen(path: string, globs: readonly string[], known: readonly TestProvider[]): string {
  const names = withSuites(known).flatMap(({ suites, symbol }) => (suites.length > 0 ? suites : [symbol]));
  const similar = globs.map((glob) => didYouMean(glob, names)).find((text) => text !== '') ?? '';
  return `--suite ${globs.join(',')}: no suite of ${path} is called so${similar}; it has ${names.join(', ')}`;
}

/**
 * Symbols that are off in a round: of every suite but its own. What the first build had to leave out may compile once the suite is gone
 * that it collided with, and nobody would know how to leave it out again.
 */
export const withoutOf = (round: Round, known: Iterable<string>): ReadonlySet<string> =>
  new Set([...known].filter((symbol) => !round.includes(symbol)));

export interface RoundEnd {
  /** What comes next; fewer symbols in each than before. */
  readonly next: readonly Round[];
  /** Symbols whose suites did not run, or not to their end, and never will: symbol -> why. */
  readonly given: ReadonlyMap<string, string>;
  /** Not a word of any suite: the kernel itself may be what does not boot. */
  readonly isMute: boolean;
}

const NOTHING_MORE: RoundEnd = { next: [], given: new Map(), isMute: false };

/** Who has this case. A tree and a suite of this project may have suites of one name: where nobody's sources name the case, all of that name. */
export function holdersOf({ suite, name }: CaseId, providers: readonly TestProvider[]): readonly TestProvider[] {
  const named = providers.filter(({ suites }) => suites.includes(suite));
  const exact = named.filter(({ cases }) => cases.some((one) => one.suite === suite && one.name === name));
  return exact.length > 0 ? exact : named;
}

/** What ended the boot: the case that was running, or the last of a suite that did not end; no name: the suite's init function. */
function culpritOf({ suites }: Reading): CaseId | null {
  for (const { name: suite, cases } of suites.toReversed()) {
    const stopped = cases.find(({ verdict }) => verdict === 'crash' || verdict === 'timeout');
    if (stopped !== undefined) return { suite, name: stopped.name };
  }
  const last = suites.at(-1);
  const isOpen = last !== undefined && (last.cases.length === 0 || last.cases.at(-1)?.verdict === 'unresolved');
  return isOpen ? { suite: last.name, name: last.cases.at(-1)?.name ?? '' } : null;
}

/** Ran to their end, as far as the console tells: all of their suites are there and none of them ended the boot. */
function doneOf(
  { suites: read }: Reading,
  guilty: readonly TestProvider[],
  providers: readonly TestProvider[],
): Set<string> {
  const isHeard = (provider: TestProvider, suite: string): boolean =>
    read.some(
      ({ name, cases }) =>
        name === suite &&
        (cases.length === 0 || cases.some((one) => holdersOf({ suite, name: one.name }, providers).includes(provider))),
    );
  const done = providers.filter(
    (one) => !guilty.includes(one) && one.suites.length > 0 && one.suites.every((suite) => isHeard(one, suite)),
  );
  return new Set(done.map(({ symbol }) => symbol));
}

function halves(round: Round): Round[] {
  const middle = Math.ceil(round.length / 2);
  return [round.slice(0, middle), round.slice(middle)].filter((half) => half.length > 0);
}

/** After the boot of a round; `built` is what was built in, which may be more: libraries select suites of others. */
export function roundAfter(reading: Reading, built: readonly TestProvider[], round: Round): RoundEnd {
  if (reading.end === 'complete') return NOTHING_MORE;
  // Nobody else's suites follow, so that each round is smaller than the one before.
  const providers = built.filter(({ symbol }) => round.includes(symbol));
  const culprit = culpritOf(reading);
  const guilty = culprit === null ? [] : holdersOf(culprit, providers);
  const done = doneOf(reading, guilty, providers);
  const rest = providers.filter((one) => !done.has(one.symbol) && !guilty.includes(one));
  const left = rest.map(({ symbol }) => symbol);
  if (left.length === 0) return NOTHING_MORE;
  if (guilty.length > 0 || done.size > 0) return { ...NOTHING_MORE, next: [left] };
  // Not a word of theirs: one of them, or the library that it needs, keeps the kernel from booting.
  const isMute = culprit === null;
  if (isMute && left.length > 1) return { ...NOTHING_MORE, next: halves(left), isMute };
  const why =
    culprit === null
      ? `the kernel does not get as far as this suite: ${reading.cause ?? 'it says nothing'}`
      : `suite ${culprit.suite} ended the boot before, and no Kconfig symbol is known that leaves it out`;
  return { next: [], given: new Map(left.map((symbol) => [symbol, why])), isMute };
}
