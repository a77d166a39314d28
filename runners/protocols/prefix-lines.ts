// SPDX-License-Identifier: BSD-3-Clause
/**
 * Results as lines that begin with a word: `PASS: x`, `FAIL: x`, `SKIP: x (reason)`, `XFAIL: x`, `XPASS: x`, `KFAIL: x`, `ERROR: x`,
 * `UNRESOLVED: x`, `TIMEOUT: x`, as test programs of the kvm-unit-tests, DejaGnu and Automake kinds print them, with `SUMMARY: n tests, ...` and
 * `EXIT: STATUS=n`, or a runner's totals behind them; and results of LTP and what its runner says of programs, and what run_vmtests.sh of Linux tells. Every result is one case;
 * the same name again is another case.
 */
import type { Verdict } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';
import { cutResult, endingOf, LineReader, singleResult, UniqueNames, type EndFacts } from './log-reader.ts';
import { meaningOf, monitorMeaning, type StatusMap } from './exit-code.ts';
import type { CaseReading, Reading } from './reading.ts';
import type { Place } from './uktest-line.ts';
import { readLtpResult } from './ltp-line.ts';
import { LtpRun } from './ltp-run.ts';
import { GluedResults } from './glued-results.ts';
import { EXIT_CASE, failuresKnownToRunner, isTimedOut } from './program-end.ts';
import { RunnerTotals } from './runner-totals.ts';

const RESULT =
  /^(?<word>PASS|FAIL|SKIP|XFAIL|XPASS|KFAIL|KPASS|ERROR|UNRESOLVED|UNSUPPORTED|UNTESTED|TIMEOUT):\s+(?<name>\S.*)$/;
/** As the runner of kvm-unit-tests lists its programs; of one that summed nothing up there is the name alone. */
const LISTED = /^(?<word>PASS|SKIP|FAIL) (?<name>[\w.+-]+)(?: \((?<what>.*)\)| ?)$/;
/** The same of a program that was ended, behind the line that it had begun. */
const BEHIND_BEGUN = /^.{1,500}?(?<said>FAIL [\w.+-]+ \((?:timeout; duration=|terminated on SIG)\w*\))$/;
const CUT_SHORT = ' (t';
/** A program's summary, as its runner repeats it. */
const COUNTED = /^(?<total>\d{1,9}) tests?\b/;
/** As run_vmtests.sh of Linux brackets what it runs, and sums it up. */
const RUNNING = /^running (?<name>\S.*)$/;
const BRACKETED = /^\[(?<word>PASS|FAIL|SKIP)\]\s*$/;
const SUMMARY = /^SUMMARY: (?<total>\d{1,9}) tests?(?<rest>(?:, \d{1,9} [a-z ]{1,40})*)\s*$/;
const COUNT = /, (?<count>\d{1,9}) (?<what>[a-z ]{1,40})/g;
const SUMMARY_HEAD = 'SUMMARY: ';
/** So much of it is no other word. */
const MIN_SUMMARY = 4;
/** Both are followed by a summary of what came before. */
const ABORT = /^(?:ABORT:(?: |$)|Unexpected program interrupt\b.*\bon cpu \d)/;
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
  TPASS: { verdict: 'pass' },
  TFAIL: { verdict: 'fail' },
  TCONF: { verdict: 'skip' },
  TBROK: { verdict: 'unresolved' },
  TWARN: { verdict: 'unresolved' },
  UNRESOLVED: { verdict: 'unresolved' },
  TIMEOUT: { verdict: 'timeout' },
};

/** So a runner begins to say why, where a program did not end in time. */
const TIMED_OUT = 'timeout;';

/** A guest that goes round in a circle fills its log with the same line; more of it would be no news. */
const MOST_REPEATS = 1000;

/** `name (reason)` of a skip. */
const REASON = /^(?<name>.*\S)\s+\((?<reason>[^()]*(?:\([^()]*\)[^()]*)*)\)$/;

export class PrefixLinesReader extends LineReader {
  readonly #suite: string;
  readonly #statusMap: StatusMap;
  readonly #isStatusVerdict: boolean;
  readonly #cases: CaseReading[] = [];
  #names = new UniqueNames();
  /** How often each line came. */
  readonly #counts = new Map<string, number>();
  /** Results beyond MOST_REPEATS, and how many of them are unexpected. */
  readonly #unlisted = { total: 0, failed: 0 };
  readonly #totals = new RunnerTotals();
  readonly #ltp = new LtpRun();
  /** Of the results since a program of LTP began. */
  readonly #words = new Set<string>();
  #summary: { readonly total: number; readonly failed: number } | null = null;
  /** The last result stands in a line that was cut. */
  #isLastCut = false;
  #abort: string | null = null;
  #status: number | null = null;
  #running: string | null = null;
  /** KPASS, by their place among the cases: kvm-unit-tests count it as a pass, DejaGnu does not. */
  readonly #knownPasses = new Set<number>();
  /** Programs that a runner listed, and of which nothing else stands in the log. */
  #listedCount = 0;
  /** Programs whose own words come before what a runner says of them. */
  readonly #programs: { readonly name: string; readonly cases: readonly CaseReading[] }[] = [];
  /** Of the cases, the first that is of the program that runs. */
  #programStart = 0;
  /** What does not agree in a program that is over. */
  #programTrouble: string | null = null;
  readonly #glued = new GluedResults();
  /** The log ends inside of what would have summed it up. */
  #isSummaryCut = false;

  /** `isStatusVerdict`: somebody said what this program's statuses mean, so one stands for what no line says. */
  constructor(suite: string, statusMap: StatusMap, isStatusVerdict: boolean) {
    super();
    this.#suite = suite;
    this.#statusMap = statusMap;
    this.#isStatusVerdict = isStatusVerdict;
  }

  protected override take(line: string): void {
    const text = line.includes(CUT_SHORT) ? (BEHIND_BEGUN.exec(line)?.groups?.['said'] ?? line) : line;
    const result = RESULT.exec(text)?.groups;
    if (result !== undefined) {
      this.#takeResult(result['word'] ?? '', asUtf8(result['name'] ?? '').trimEnd());
      return;
    }
    const listed = LISTED.exec(text)?.groups;
    if (listed !== undefined) this.#takeListed(text.trimEnd(), listed);
    else this.#glued.take(text);
    const ofLtp = readLtpResult(text);
    if (ofLtp !== null) this.#takeResult(ofLtp.word, asUtf8(ofLtp.text), ofLtp);
    this.#takeBracketed(text);
    this.#takeProgram(text);
    const summary = SUMMARY.exec(text)?.groups;
    if (summary !== undefined) this.#takeSummary(Number(summary['total']), summary['rest'] ?? '');
    else if (
      this.isAtCut &&
      text.length >= MIN_SUMMARY &&
      `${text}${SUMMARY_HEAD.slice(text.length)}`.startsWith(SUMMARY_HEAD)
    )
      this.#isSummaryCut = true;
    this.#totals.take(text);
    this.#abort ??= ABORT.test(text) ? asUtf8(text) : null;
    const status = EXIT.exec(text)?.groups?.['status'];
    if (status !== undefined) this.#takeStatus(Number(status));
  }

  /** Several CPUs may end a program: one that means a failure is not made good by another. */
  #takeStatus(status: number): void {
    const isKept = this.#status !== null && meaningOf(this.#status, this.#statusMap) !== 'pass';
    if (this.#status !== null && this.#status !== status) this.find(`EXIT: STATUS=${this.#status} and ${status}`);
    if (!isKept) this.#status = status;
  }

  #takeProgram(text: string): void {
    const end = this.#ltp.take(text, this.#words);
    if (end !== null) this.#takeResult(end.word, asUtf8(end.name));
    if (!this.#ltp.isEnd(text)) return;
    this.#totals.endProgram();
    this.#words.clear();
  }

  /** The program that runs is named on a line before. */
  #takeBracketed(text: string): void {
    const name = RUNNING.exec(text)?.groups?.['name'];
    if (name !== undefined) this.#running = asUtf8(name).trimEnd();
    const word = this.#running === null ? undefined : BRACKETED.exec(text)?.groups?.['word'];
    if (word === undefined) return;
    this.#takeResult(word, this.#running ?? '');
    this.#running = null;
  }

  #takeListed(line: string, { word = '', name = '', what = '' }: Partial<Record<string, string>>): void {
    const total = COUNTED.exec(what)?.groups?.['total'];
    const isOfOwnWords = total === undefined || Number(total) === this.#summary?.total;
    if (this.#hasOwnWords() && isOfOwnWords) {
      this.#endProgram(line, { word, name, isTimeout: what.startsWith(TIMED_OUT) });
      return;
    }
    this.#listedCount++;
    if (what.startsWith(TIMED_OUT)) this.#takeResult('TIMEOUT', name);
    else if (word === 'SKIP' && what !== '') this.#takeResult(word, `${name} (${what})`);
    else this.#takeResult(word, name);
    this.#programStart = this.#cases.length;
  }

  /** Of a program that a runner has said nothing of yet. */
  #hasOwnWords(): boolean {
    const isAnyResult = this.#cases.length > this.#programStart || this.#unlisted.total > 0;
    return isAnyResult || this.#summary !== null || this.#abort !== null || this.#status !== null;
  }

  /** As a program of kvm-unit-tests that stands alone ends, behind all that it said: with what its runner made of it. */
  #endProgram(line: string, said: { readonly word: string; readonly name: string; readonly isTimeout: boolean }): void {
    this.#heedKnownPasses();
    const isBad = this.#failedCount() > 0;
    const isGood = said.word === 'PASS';
    const contradiction = this.#contradiction(isGood ? 'pass' : null);
    const isSaidAlone = !isGood && said.word === 'FAIL' && this.#isFailureSaid(contradiction);
    if (contradiction !== null && !isSaidAlone) this.#programTrouble ??= contradiction;
    else if (isGood && isBad) this.#programTrouble ??= `"${line}" after ${this.#failedCount()} unexpected failures`;
    const crash = this.#abort ?? this.crash;
    const cases = this.#cases.splice(this.#programStart);
    if (said.word === 'FAIL') cases.push(...failuresKnownToRunner(line, said.isTimeout, crash, isBad));
    else if (cases.length === 0) cases.push({ ...singleResult(EXIT_CASE, isGood ? 'pass' : 'skip'), reason: line });
    this.#programs.push({ name: said.name, cases });
    this.#beginProgram();
  }

  #beginProgram(): void {
    this.#names = new UniqueNames();
    this.#knownPasses.clear();
    Object.assign(this.#unlisted, { total: 0, failed: 0 });
    this.#summary = null;
    this.#abort = null;
    this.#status = null;
    this.forgetCrash();
  }

  /** `place`: the line of the source that tells it. */
  #takeResult(word: string, text: string, place: Partial<Place> = {}): void {
    this.#totals.see(word);
    this.#words.add(word);
    const { verdict, isPromised = false } = MEANINGS[word] ?? { verdict: 'unresolved' };
    const { name = text, reason } = verdict === 'skip' ? (REASON.exec(text)?.groups ?? {}) : {};
    const failures = verdict === 'fail' ? [{ text, file: place.file ?? null, line: place.line ?? null }] : [];
    const reading = {
      ...singleResult(name, verdict, failures),
      ...(reason === undefined ? {} : { reason }),
      ...(isPromised ? { promised: 'fail' as const } : {}),
    };
    if (this.#isListed(`${word}: ${text}`)) {
      if (word === 'KPASS') this.#knownPasses.add(this.#cases.length);
      this.#cases.push({ ...reading, name: this.#names.of(name) });
      this.#isLastCut = this.isAtCut;
      return;
    }
    this.#unlisted.total++;
    if (isUnexpected(reading)) this.#unlisted.failed++;
  }

  #isListed(line: string): boolean {
    const count = (this.#counts.get(line) ?? 0) + 1;
    this.#counts.set(line, count);
    return count <= MOST_REPEATS;
  }

  #tellRepeats(): void {
    for (const [line, count] of this.#unlisted.total === 0 ? [] : this.#counts)
      if (count > MOST_REPEATS) this.find(`"${line}" came ${count} times: the first ${MOST_REPEATS} are cases`);
  }

  #takeSummary(total: number, rest: string): void {
    if (this.#summary !== null) this.find('a second SUMMARY line');
    // Words of a crash before it are what a test is about.
    this.goOn();
    const counts = new Map(
      [...rest.matchAll(COUNT)].map((found) => [found.groups?.['what'], Number(found.groups?.['count'])]),
    );
    const failed = counts.get('unexpected failures') ?? counts.get('unexpected failure') ?? 0;
    const glued = this.#glued.lacking(total - this.#seenCount(), failed - this.#failedCount());
    for (const { word, name } of glued) this.#takeResult(word, asUtf8(name).trimEnd());
    if (glued.length > 0) this.find(`results stand behind other words in their lines: ${glued.length}`);
    this.#summary = { total, failed };
  }

  /** Whoever said what its statuses mean waits for one: a program that sums up and stays is as broken as one that resets then. */
  protected override isComplete(): boolean {
    return this.#status !== null || (this.#summary !== null && !this.#isStatusVerdict);
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    this.#tellRepeats();
    const meaning = this.#meaningOfStatus(facts);
    this.#heedKnownPasses();
    const contradiction = this.#programTrouble ?? this.#contradiction(meaning) ?? this.#totals.contradiction();
    if (contradiction !== null) this.find(contradiction);
    const status = this.#status ?? facts.exitStatus ?? 0;
    const crash = this.#abort ?? facts.crash ?? (meaning === 'crash' ? `exit status ${status}` : null);
    const missing = this.#isListing(facts)
      ? null
      : (this.#missing(meaning, crash) ?? this.#missingStatus(meaning, facts));
    const exitStatus = meaning === null ? facts.exitStatus : null;
    const { end, cause } = endingOf({ ...facts, exitStatus, missing, crash });
    const open = this.#ltp.open === null ? [] : [this.#openProgram(this.#ltp.open, end, cause)];
    const bad = cause ?? contradiction ?? this.#badStatus(meaning, status);
    const isFailure = bad !== null && cause === null && meaning === 'fail' && this.#isFailureSaid(contradiction);
    const more = end === 'complete' ? this.#statusAlone(meaning, status, isFailure ? bad : null) : [];
    const cut = missing !== null && this.#isLastCut ? this.#cases.splice(-1).map(cutResult) : [];
    const cases = [...this.#cases, ...cut, ...open, ...more];
    const own = cases.length === 0 ? [] : [{ name: this.#suite, cases }];
    return {
      suites: [...this.#programs, ...own],
      end,
      cause: isFailure && more.length > 0 ? null : bad,
      findings: this.findings,
    };
  }

  #openProgram(name: string, end: Reading['end'], cause: string | null): CaseReading {
    const verdict = { crash: 'crash', hang: 'timeout', truncated: 'unresolved', complete: 'unresolved' } as const;
    return { ...singleResult(this.#names.of(asUtf8(name)), verdict[end]), reason: cause ?? 'it never ended' };
  }

  /** The guest's own line wins, as not every machine can hand a status to its monitor. */
  #meaningOfStatus(facts: Omit<EndFacts, 'missing'>): Verdict | null {
    if (this.#status !== null) return meaningOf(this.#status, this.#statusMap);
    // So ends every machine that is switched off: it says nothing unless somebody said what statuses mean.
    if (facts.exitStatus === 0 && !this.#isStatusVerdict) return null;
    return monitorMeaning(facts, this.#statusMap);
  }

  /** What a runner says of each of its programs has no end of its own; of a boot more is known. */
  #isListing({ exitStatus, isReset, killed, crash }: Omit<EndFacts, 'missing'>): boolean {
    const isAny = this.#listedCount > 0 || this.#programs.length > 0;
    const isAlone = isAny && this.#listedCount === this.#cases.length && this.#unlisted.total === 0;
    const isEndKnown = (exitStatus !== null && this.#programs.length === 0) || isReset || killed !== null;
    return isAlone && !this.#hasOwnWords() && !this.#isLastCut && !isEndKnown && crash === null;
  }

  /** A program that prints no summary is complete when it says, or the monitor says, that it ended in order. */
  #missing(meaning: Verdict | null, crash: string | null): string | null {
    if (this.#ltp.open !== null) return `the log ends inside ${asUtf8(this.#ltp.open)}`;
    if (this.#abort !== null || crash !== null) return 'the log has no end';
    if (this.#summary !== null || this.#status !== null || this.#totals.isSaid) return null;
    if (this.#isSummaryCut) return 'the SUMMARY line is not whole';
    if (meaning !== null && meaning !== 'unresolved' && (this.#cases.length > 0 || this.#isStatusVerdict)) return null;
    return this.#cases.length === 0 ? 'the log has no result' : 'the log has neither a SUMMARY line nor an exit status';
  }

  #missingStatus(meaning: Verdict | null, facts: Omit<EndFacts, 'missing'>): string | null {
    const isEndKnown = facts.exitStatus !== null || facts.isReset;
    if (isEndKnown && meaning === null && this.#isStatusVerdict) return 'it summed up, but gave no exit status';
    const isSaid = this.#summary !== null && this.#status === null;
    return isSaid && isTimedOut(facts) ? 'it summed up, but did not end' : null;
  }

  /** Measurements, for one, print no results and end with a status. `failure`: what it says against good results. */
  #statusAlone(meaning: Verdict | null, status: number, failure: string | null): CaseReading[] {
    if (meaning === null || meaning === 'unresolved' || !this.#isStatusVerdict) return [];
    if (this.#cases.length > 0 && failure === null) return [];
    if (failure === null) this.find('no line names a result: its exit status alone is the verdict');
    const text = failure ?? `exit status ${status}`;
    return [singleResult(EXIT_CASE, meaning, meaning === 'fail' ? [{ text, file: null, line: null }] : [])];
  }

  /** Whose summary does not count them as failures promised nothing by them. */
  #heedKnownPasses(): void {
    const said = this.#summary?.failed;
    const failed = this.#failedCount();
    if (this.#knownPasses.size === 0 || said !== failed - this.#knownPasses.size) return;
    for (const at of this.#knownPasses) {
      const { promised, ...plain } = this.#cases[at] ?? singleResult('', 'pass');
      if (promised !== undefined) this.#cases[at] = plain;
    }
  }

  /** Of the program that runs. */
  #failedCount(): number {
    return this.#cases.slice(this.#programStart).filter(isUnexpected).length + this.#unlisted.failed;
  }

  #seenCount(): number {
    return this.#cases.length - this.#programStart + this.#unlisted.total;
  }

  /** The summary and the status agree on failures of which no line came. */
  #isFailureSaid(contradiction: string | null): boolean {
    return contradiction === null || ((this.#summary?.failed ?? 0) > 0 && this.#failedCount() === 0);
  }

  /** Some libraries count passes that they do not print; then the status has to be good, too. */
  #contradiction(meaning: Verdict | null): string | null {
    const said = this.#summary;
    if (said === null) return null;
    const seen = this.#seenCount();
    const failed = this.#failedCount();
    const isSame = said.failed === failed;
    if (isSame && said.total === seen) return null;
    const words = `SUMMARY says ${said.total} tests, ${said.failed} unexpected failures; ${seen} results came before it, ${failed} of them unexpected failures`;
    if (!isSame || said.total < seen || meaning !== 'pass' || !this.#isStatusVerdict) return words;
    this.find(`${words}: the others passed without a line`);
    return null;
  }

  /** A failure in the status that no line tells. */
  #badStatus(meaning: Verdict | null, status: number): string | null {
    if (meaning === null || meaning === 'pass') return null;
    if (meaning === 'skip') {
      const isRun = this.#cases.some(({ verdict }) => verdict !== 'skip');
      return isRun && this.#isStatusVerdict
        ? `exit status ${status} says that all was skipped, but there are results`
        : null;
    }
    if (this.#cases.length === 0 || this.#cases.some(isUnexpected)) return null;
    return `exit status ${status} after results that are all good`;
  }
}

/** Failed without a promise, or passed against one. */
function isUnexpected({ verdict, promised }: Pick<CaseReading, 'verdict' | 'promised'>): boolean {
  return verdict !== 'skip' && (verdict === 'pass') === (promised === 'fail');
}
