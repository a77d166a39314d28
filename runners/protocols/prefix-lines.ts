// SPDX-License-Identifier: BSD-3-Clause
/**
 * Results as lines that begin with a word: `PASS: x`, `FAIL: x`, `SKIP: x (reason)`, `XFAIL: x`, `XPASS: x`, `KFAIL: x`, `ERROR: x`,
 * `UNRESOLVED: x`, `TIMEOUT: x`, as test programs of the kvm-unit-tests, DejaGnu and Automake kinds print them, with `SUMMARY: n tests, ...` and
 * `EXIT: STATUS=n` behind them. Every result is one case; the same name again is another case.
 */
import type { Verdict } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';
import { endingOf, LineReader, singleResult, UniqueNames, type EndFacts } from './log-reader.ts';
import { meaningOf, monitorMeaning, type StatusMap } from './exit-code.ts';
import type { CaseReading, Reading } from './reading.ts';

const RESULT =
  /^(?<word>PASS|FAIL|SKIP|XFAIL|XPASS|KFAIL|KPASS|ERROR|UNRESOLVED|UNSUPPORTED|UNTESTED|TIMEOUT):\s+(?<name>\S.*)$/;
const SUMMARY = /^SUMMARY: (?<total>\d{1,9}) tests?(?<rest>(?:, \d{1,9} [a-z ]{1,40})*)\s*$/;
const COUNT = /, (?<count>\d{1,9}) (?<what>[a-z ]{1,40})/g;
const ABORT = /^ABORT: (?<reason>.*)$/;
const EXIT = /^EXIT: STATUS=(?<status>\d{1,9})\s*$/;

interface Meaning {
  readonly verdict: Verdict;
  readonly isPromised?: boolean;
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  PASS: { verdict: 'pass' },
  KPASS: { verdict: 'pass', isPromised: true },
  XPASS: { verdict: 'pass', isPromised: true },
  FAIL: { verdict: 'fail' },
  XFAIL: { verdict: 'fail', isPromised: true },
  KFAIL: { verdict: 'fail', isPromised: true },
  SKIP: { verdict: 'skip' },
  UNSUPPORTED: { verdict: 'skip' },
  UNTESTED: { verdict: 'skip' },
  ERROR: { verdict: 'unresolved' },
  UNRESOLVED: { verdict: 'unresolved' },
  TIMEOUT: { verdict: 'timeout' },
};

/** `name (reason)` of a skip. */
const REASON = /^(?<name>.*\S)\s+\((?<reason>[^()]*(?:\([^()]*\)[^()]*)*)\)$/;

export class PrefixLinesReader extends LineReader {
  readonly #suite: string;
  readonly #statusMap: StatusMap;
  readonly #cases: CaseReading[] = [];
  readonly #names = new UniqueNames();
  #summary: { readonly total: number; readonly failed: number } | null = null;
  #abort: string | null = null;
  #status: number | null = null;

  constructor(suite: string, statusMap: StatusMap) {
    super();
    this.#suite = suite;
    this.#statusMap = statusMap;
  }

  protected override take(text: string): void {
    const result = RESULT.exec(text)?.groups;
    if (result !== undefined) {
      this.#takeResult(result['word'] ?? '', asUtf8(result['name'] ?? '').trimEnd());
      return;
    }
    const summary = SUMMARY.exec(text)?.groups;
    if (summary !== undefined) this.#takeSummary(Number(summary['total']), summary['rest'] ?? '');
    this.#abort ??= ABORT.test(text) ? asUtf8(text) : null;
    const status = EXIT.exec(text)?.groups?.['status'];
    if (status !== undefined) this.#status = Number(status);
  }

  #takeResult(word: string, text: string): void {
    const { verdict, isPromised = false } = MEANINGS[word] ?? { verdict: 'unresolved' };
    const { name = text, reason } = verdict === 'skip' ? (REASON.exec(text)?.groups ?? {}) : {};
    const failures = verdict === 'fail' ? [{ text, file: null, line: null }] : [];
    this.#cases.push({
      ...singleResult(this.#names.of(name), verdict, failures),
      ...(reason === undefined ? {} : { reason }),
      ...(isPromised ? { promised: 'fail' as const } : {}),
    });
  }

  #takeSummary(total: number, rest: string): void {
    if (this.#summary !== null) this.find('a second SUMMARY line');
    const counts = new Map(
      [...rest.matchAll(COUNT)].map((found) => [found.groups?.['what'], Number(found.groups?.['count'])]),
    );
    this.#summary = { total, failed: counts.get('unexpected failures') ?? counts.get('unexpected failure') ?? 0 };
  }

  override hasSaidAll(): boolean {
    return this.#summary !== null || this.#status !== null;
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    const contradiction = this.#contradiction();
    if (contradiction !== null) this.find(contradiction);
    const missing = this.#missing(facts);
    const crash = this.#abort ?? facts.crash;
    const isTold = monitorMeaning(facts.exitStatus, this.#statusMap) !== null;
    const exitStatus = isTold ? null : facts.exitStatus;
    const { end, cause } = endingOf({ ...facts, exitStatus, missing, crash });
    const suites = this.#cases.length === 0 ? [] : [{ name: this.#suite, cases: this.#cases }];
    return { suites, end, cause: cause ?? contradiction ?? this.#badStatus(facts.exitStatus), findings: this.findings };
  }

  /** A program that prints no summary is complete when it says, or the monitor says, that it ended in order. */
  #missing({ exitStatus, crash }: Omit<EndFacts, 'missing'>): string | null {
    if (this.#abort !== null || (crash !== null && this.#summary === null)) return 'the log has no end';
    if (this.#summary !== null || this.#status !== null) return null;
    const meaning = monitorMeaning(exitStatus, this.#statusMap);
    if (this.#cases.length > 0 && meaning !== null && meaning !== 'unresolved') return null;
    return this.#cases.length === 0 ? 'the log has no result' : 'the log has neither a SUMMARY line nor an exit status';
  }

  #contradiction(): string | null {
    const said = this.#summary;
    if (said === null) return null;
    const failed = this.#cases.filter(isUnexpected).length;
    if (said.total === this.#cases.length && said.failed === failed) return null;
    const seen = `${this.#cases.length} results came before it, ${failed} of them unexpected failures`;
    return `SUMMARY says ${said.total} tests, ${said.failed} unexpected failures; ${seen}`;
  }

  /** A failure in the status that no line tells. */
  #badStatus(exitStatus: number | null): string | null {
    const status = this.#status ?? exitStatus;
    if (
      status === null ||
      (this.#status === null && monitorMeaning(status, this.#statusMap) === null) ||
      this.#cases.some(isUnexpected)
    )
      return null;
    const meaning = meaningOf(status, this.#statusMap);
    return meaning === 'pass' || meaning === 'skip' ? null : `exit status ${status} after results that are all good`;
  }
}

/** Failed without a promise, or passed against one. */
function isUnexpected({ verdict, promised }: CaseReading): boolean {
  return verdict !== 'skip' && (verdict === 'pass') === (promised === 'fail');
}
