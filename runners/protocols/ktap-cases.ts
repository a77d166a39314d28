// SPDX-License-Identifier: BSD-3-Clause
/** From a tree of TAP results to suites and cases; what was planned and never reported gets its verdict here. */
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { isEndWithoutInit, singleResult, UniqueNames, type EndFacts } from './log-reader.ts';
import { NumberSet } from './number-set.ts';
import type { CaseReading, Reading } from './reading.ts';

export interface TapResult {
  readonly name: string;
  readonly number: number | null;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly isPromised: boolean;
  readonly failures: AssertionFailure[];
  readonly inner: TapLevel | null;
  /** Its line ended in a brace, behind which subtests may follow. */
  readonly isBraced?: boolean;
  /** It was still running when the log ended. */
  readonly isOpen?: true;
}

export interface TapLevel {
  readonly indent: number;
  name: string | null;
  plan: number | null;
  /** Why the whole plan was skipped (`1..0 # SKIP reason`). */
  skipReason: string | null;
  readonly results: TapResult[];
  readonly numbers: NumberSet;
  /** The result that it is inside of came before it. */
  isClaimed: boolean;
  /** Its program counted as many passes as it planned, and nothing else. */
  isAllCounted: boolean;
}

export const newLevel = (indent: number, name: string | null): TapLevel => ({
  indent,
  name,
  plan: null,
  skipReason: null,
  results: [],
  numbers: new NumberSet(),
  isClaimed: false,
  isAllCounted: false,
});

/**
 * KTAP may go without a plan where nobody can count, as kernels do that load module after module: then the suites' own results, in order
 * and with their plans met, are the witnesses, as long as nothing else speaks of an end that came too early. `areLeaves`: results may have
 * no tests inside, as the first form of kselftest never told how many programs it runs.
 */
export function isPlanSpared(
  { results }: TapLevel,
  { crash, isReset, killed, isKilled }: Omit<EndFacts, 'missing'>,
  areLeaves: boolean,
): boolean {
  const isCutShort = isReset || killed !== null || isKilled;
  if (isCutShort || (crash !== null && !isEndWithoutInit(crash, false))) return false;
  return results.every(
    ({ inner, number }, index) =>
      number === index + 1 && (inner === null ? areLeaves : inner.results.length >= (inner.plan ?? 1)),
  );
}

/** A plan may claim anything; beyond this one case stands for the rest. */
const MOST_MISSING = 1000;

/** What is known of the test that ran when the log ended. */
export interface LastWords {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly name: string | null;
}

export function lastWords(end: Reading['end'], cause: string, name: string | null): LastWords | null {
  if (end === 'crash') return { verdict: 'crash', reason: cause, name };
  if (end === 'hang') return { verdict: 'timeout', reason: cause, name };
  return end === 'truncated' ? { verdict: 'unresolved', reason: cause, name } : null;
}

const NEVER_REPORTED: LastWords = { verdict: 'unresolved', reason: 'planned, never reported', name: null };

/** Turns the tree into suites and cases. The last test that never reported was running when the log ended. */
export class CaseCollector {
  readonly #suite: string;
  #lastWords: LastWords | null;
  readonly #find: (text: string) => void;
  readonly #suites = new Map<string, { readonly names: UniqueNames; readonly cases: CaseReading[] }>();

  constructor(suite: string, words: LastWords | null, find: (text: string) => void) {
    this.#suite = suite;
    this.#find = find;
    this.#lastWords = words;
  }

  take(top: TapLevel, isLast: boolean): void {
    if (top.plan === 0 && top.skipReason !== null && top.results.length === 0)
      this.#add(this.#suite, { ...singleResult('all', 'skip'), reason: top.skipReason });
    for (const result of top.results) {
      const counted = countedAlone(result);
      if (counted !== null) this.#add(this.#suite, caseOf({ ...result, reason: counted }, result.name));
      else if (result.inner === null) this.#add(this.#suite, caseOf(result, result.name));
      else this.#addInner(result.name, '', result);
    }
    this.#addMissing(this.#suite, '', top, isLast ? this.#takeLastWords() : null);
  }

  /** They are about one test. */
  #takeLastWords(): LastWords | null {
    const words = this.#lastWords;
    this.#lastWords = null;
    return words;
  }

  suites(): Reading['suites'] {
    return [...this.#suites].map(([name, { cases }]) => ({ name, cases }));
  }

  #add(suite: string, reading: CaseReading): void {
    const found = this.#suites.get(suite) ?? { names: new UniqueNames(), cases: [] };
    this.#suites.set(suite, found);
    found.cases.push({ ...reading, name: found.names.of(reading.name) });
  }

  #addInner(suite: string, path: string, parent: TapResult): void {
    const level = parent.inner;
    if (level === null) return;
    for (const result of parent.isPromised ? level.results.map(asPromised) : level.results) {
      const name = `${path}${result.name}`;
      if (result.inner === null) this.#add(suite, caseOf(result, name));
      else this.#addInner(suite, `${name}/`, result);
    }
    const isCutShort = parent.isOpen === true && (level.plan ?? 0) > level.results.length;
    this.#addMissing(suite, path, level, isCutShort ? this.#takeLastWords() : fateOf(parent));
    this.#weigh(suite, path, parent, level);
  }

  /** A parent's line adds a verdict of its own only where its results do not account for it. */
  #weigh(suite: string, path: string, parent: TapResult, level: TapLevel): void {
    const isBad = ({ verdict, isPromised }: TapResult): boolean =>
      verdict !== 'pass' && verdict !== 'skip' && !isPromised;
    const isAnyBad = level.results.some(isBad);
    const name = path === '' ? '(suite)' : path.slice(0, -1);
    const missingCount = (level.plan ?? 0) - level.results.length;
    if (parent.verdict === 'pass' && isAnyBad) this.#find(`${suite} ${name} is reported ok with a failed test inside`);
    if (level.results.length === 0 && missingCount <= 0) {
      const words = parent.isOpen === true ? this.#takeLastWords() : null;
      this.#add(suite, caseOf(words === null ? withoutTests(parent, level) : { ...parent, ...words, name }, name));
    } else if (isBad(parent) && !isAnyBad && (missingCount <= 0 || parent.verdict === 'fail')) {
      if (parent.verdict === 'fail' && missingCount <= 0)
        this.#find(`${suite} ${name} is reported not ok although nothing inside it failed`);
      const words = parent.isOpen === true ? this.#takeLastWords() : null;
      this.#add(suite, caseOf(words === null ? parent : { ...parent, ...words, name }, name));
    }
  }

  /** `fate`: what ended the first of them. */
  #addMissing(suite: string, path: string, { plan, results }: TapLevel, fate: LastWords | null): void {
    const missing = (plan ?? 0) - results.length;
    if (missing <= 0) return;
    // TAP counts those on that say none.
    const numbers = new Set(results.map(({ number }, index) => number ?? index + 1));
    let words = fate;
    let added = 0;
    for (let number = 1; number <= (plan ?? 0) && added < Math.min(missing, MOST_MISSING); number++) {
      if (numbers.has(number)) continue;
      added++;
      const { verdict, reason, name } = words ?? NEVER_REPORTED;
      words = null;
      this.#add(suite, { ...singleResult(`${path}${name ?? `test ${number}`}`, verdict), reason });
    }
    if (missing > added) this.#find(`${missing - added} further tests of ${suite} never reported`);
  }
}

/** What excuses a test's failure excuses those inside of it. */
const asPromised = (result: TapResult): TapResult =>
  result.verdict === 'fail' ? { ...result, isPromised: true } : result;

/** A test that was ended says so in its own result: it ended the one that ran inside of it. */
function fateOf({ verdict, reason }: TapResult): LastWords | null {
  return verdict === 'timeout' || verdict === 'crash' ? { verdict, reason: reason ?? verdict, name: null } : null;
}

/** Some programs of kselftest count their tests and forget a line for each; in words, null: this one does not. */
function countedAlone({ verdict, inner }: TapResult): string | null {
  if (verdict !== 'pass' || inner?.isAllCounted !== true || inner.results.length > 0) return null;
  return `it counts ${inner.plan ?? 0} good tests, and has no line for any`;
}

/** A good result with tests inside of which none ran is no pass. */
function withoutTests(parent: TapResult, { plan, skipReason }: TapLevel): TapResult {
  const reason = parent.reason ?? (skipReason === '' ? null : skipReason);
  if (parent.verdict !== 'pass') return { ...parent, reason };
  if (plan === 0) return { ...parent, verdict: 'skip', reason: reason ?? 'it has no tests' };
  return { ...parent, verdict: 'unresolved', reason: reason ?? 'none of its tests is in the log' };
}

function caseOf({ verdict, reason, isPromised, failures }: TapResult, name: string): CaseReading {
  return {
    ...singleResult(name, verdict, failures),
    ...(reason === null ? {} : { reason }),
    ...(isPromised ? { promised: 'fail' as const } : {}),
  };
}
