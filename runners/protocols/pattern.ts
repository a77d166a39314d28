// SPDX-License-Identifier: BSD-3-Clause
/** Reads a log by a protocol that a user declared (pattern-file.ts). A case that started and got no verdict is where the log ended. */
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';
import { cutResult, endingOf, LineReader, singleResult, UniqueNames, type EndFacts } from './log-reader.ts';
import { VERDICT_WORDS, type Groups, type PatternProtocol, type VerdictWord } from './pattern-file.ts';
import type { CaseReading, Reading } from './reading.ts';

interface Running {
  readonly suite: string;
  readonly name: string;
  readonly failures: AssertionFailure[];
  /** How many of them came before it started; some print what passing cases noted as they print failures. */
  readonly failedBefore: number;
}

/** Another started, or reported, before it did. */
interface Left {
  /** In its suite. */
  readonly index: number;
  readonly failures: readonly AssertionFailure[];
}

/** Of the only case there is. */
const NAMELESS = 'result';

/** What no run is green with. */
const IS_BAD: Readonly<Record<VerdictWord, boolean>> = {
  crash: true,
  timeout: true,
  fail: true,
  unresolved: true,
  xfail: false,
  skip: false,
  pass: false,
};

const OPEN_VERDICT = { crash: 'crash', hang: 'timeout', truncated: 'unresolved', complete: 'unresolved' } as const;

export class PatternReader extends LineReader {
  readonly #protocol: PatternProtocol;
  readonly #suites = new Map<string, { readonly names: UniqueNames; readonly cases: CaseReading[] }>();
  #suite: string;
  #running: Running | null = null;
  /** By suite and name. */
  readonly #left = new Map<string, Left>();
  /** Of lines that came before any case. */
  #failures: AssertionFailure[] = [];
  #plan: number | null = null;
  #isEnded = false;
  /** The end line, if it says that the whole failed. */
  #badEnd: string | null = null;
  /** The first failure that is no case's. */
  #lostFailure: string | null = null;
  #crash: string | null = null;
  #resultCount = 0;
  readonly #words = new WeakMap<CaseReading, string>();
  /** Of the suite that the last result belongs to. */
  #lastCases: CaseReading[] | null = null;
  /** The last result stands in a line that was cut. */
  #cutCases: CaseReading[] | null = null;

  constructor(suite: string, protocol: PatternProtocol) {
    super();
    this.#suite = suite;
    this.#protocol = protocol;
  }

  protected override take(raw: string): void {
    const { strip, suite, start, failure, plan, end, crash } = this.#protocol;
    const line = asUtf8(strip(raw));
    const [suited, ended] = [suite(line), end(line)];
    if (suited !== null) this.#endSilent();
    this.#suite = suited?.['suite'] ?? this.#suite;
    const started = start(line);
    if (started !== null) this.#start(started);
    const failed = failure(line);
    if (failed !== null) this.#addFailure(failed, line);
    if (ended !== null) this.#endSilent();
    // Behind the last case the words of the whole are no verdict of another.
    const isOfWhole = ended !== null && this.#running === null && this.#protocol.hasStart;
    const isVerdict = !isOfWhole && this.#takeVerdict(line);
    if (started !== null || isVerdict || (ended !== null && this.#running === null)) this.#survive();
    if (crash(line) !== null) this.#crash ??= line.slice(0, 300);
    const planned = Number(plan(line)?.['count'] ?? NaN);
    if (Number.isSafeInteger(planned)) this.#plan = (this.#plan ?? 0) + planned;
    this.#isEnded ||= ended !== null;
    if (ended !== null && this.#running === null) this.#loseFailures();
    if (ended?.['failed'] !== undefined) this.#badEnd ??= line.trim().slice(0, 300);
  }

  #takeVerdict(line: string): boolean {
    for (const word of VERDICT_WORDS) {
      const found = this.#protocol.verdicts[word](line);
      if (found === null) continue;
      this.#endCase(word, found, line);
      return true;
    }
    return false;
  }

  /** A line of the tests behind what was said to be a crash: some tests make the kernel say so. */
  #survive(): void {
    this.goOn();
    if (this.#crash !== null) this.find(`the tests went on after: ${this.#crash}`);
    this.#crash = null;
  }

  /** What is no failure's is a pass where the protocol says so; one that crashed got no further. */
  #endSilent(): void {
    if (!this.#protocol.isSilentGood || this.#running === null || this.#crash !== null) return;
    this.#endCase(this.#running.failures.length === 0 ? 'pass' : 'fail', {}, '');
  }

  #start(groups: Groups): void {
    this.#endSilent();
    this.#leaveBehind('another case started');
    this.#suite = groups['suite'] ?? this.#suite;
    if (groups['suite'] !== undefined && groups['case'] === undefined) return;
    this.#running = { suite: this.#suite, name: groups['case'] ?? 'a nameless case', ...this.#failedBefore() };
  }

  #failedBefore(): Pick<Running, 'failures' | 'failedBefore'> {
    const failures = this.#failures;
    this.#failures = [];
    return { failures, failedBefore: failures.length };
  }

  #addFailure({ text, file, line }: Groups, whole: string): void {
    const number = Number(line ?? NaN);
    const failure = { text: text ?? whole, file: file ?? null, line: Number.isSafeInteger(number) ? number : null };
    if (this.#running === null && this.#addBehind(failure)) return;
    (this.#running?.failures ?? this.#failures).push(failure);
  }

  /** No case takes them any more: they came behind the last. */
  #loseFailures(): void {
    if (this.#suites.size === 0) return;
    this.#lostFailure ??= this.#failures[0]?.text ?? null;
    this.#failures = [];
  }

  /** Where cases say that they start, what comes between two of them is about the one that has just failed. */
  #addBehind(failure: AssertionFailure): boolean {
    const last = this.#lastCases?.at(-1);
    if (!this.#protocol.hasStart || last === undefined || last.verdict === 'pass' || last.verdict === 'skip')
      return false;
    const failures = [...last.failures, failure];
    this.#lastCases?.splice(-1, 1, { ...last, ...singleResult(last.name, last.verdict, failures) });
    return true;
  }

  #endCase(word: VerdictWord, groups: Groups, line: string): void {
    const running = this.#running;
    const name = groups['case'] ?? running?.name ?? (this.#protocol.hasStart ? undefined : NAMELESS);
    const verdict = word === 'xfail' ? 'fail' : word;
    if (name === undefined) {
      this.find(`a verdict (${word}) for no case`);
      if (IS_BAD[word]) this.#lostFailure ??= line.trim().slice(0, 300);
      return;
    }
    const suite = groups['suite'] ?? running?.suite ?? this.#suite;
    if (this.#isEnded && running === null && this.#isKnown(suite, name, verdict)) return;
    const isRunning = running !== null && (running.name === name || groups['case'] === undefined);
    if (!isRunning) this.#leaveBehind(`${name} reported instead`);
    const left = isRunning ? null : this.#takeLeft(suite, name);
    const failures = isRunning ? running.failures : [...(left?.failures ?? []), ...this.#failures];
    this.#failures = [];
    this.#running = null;
    const [failure] = failures;
    if (verdict === 'pass' && failure !== undefined && running !== null && running.failedBefore > 0)
      this.find(`before ${name}, which passes, the log says: ${failure.text}`);
    const result = {
      ...singleResult(name, verdict, verdict === 'pass' || verdict === 'skip' ? [] : failures),
      ...(groups['reason'] === undefined ? {} : { reason: groups['reason'] }),
      ...(word === 'xfail' ? { promised: 'fail' as const } : {}),
    };
    this.#add(suite, result, line.trim().slice(0, 300), left);
    this.#resultCount++;
  }

  /** Where several run at once, or inside of each other, one that was left behind still has its result to come. */
  #takeLeft(suite: string, name: string): Left | null {
    const key = `${suite}\0${name}`;
    const left = this.#left.get(key) ?? null;
    this.#left.delete(key);
    return left;
  }

  /** Behind their end some list again what failed. */
  #isKnown(suite: string, name: string, verdict: Verdict): boolean {
    return this.#suites.get(suite)?.cases.some((one) => one.name === name && one.verdict === verdict) ?? false;
  }

  /** The running case got no verdict, and others come. */
  #leaveBehind(reason: string): void {
    if (this.#crash === null) this.#leaveOpen(reason, 'unresolved');
    else this.#leaveOpen(this.#crash, 'crash');
  }

  #leaveOpen(reason: string, verdict: CaseReading['verdict']): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    const index = this.#suites.get(running.suite)?.cases.length ?? 0;
    this.#add(running.suite, { ...singleResult(running.name, verdict, running.failures), reason });
    if (verdict === 'unresolved')
      this.#left.set(`${running.suite}\0${running.name}`, { index, failures: running.failures });
  }

  /** `words`: the line of the verdict; `left`: whose place it takes. */
  #add(suite: string, reading: CaseReading, words = '', left: Left | null = null): void {
    const found = this.#suites.get(suite) ?? { names: new UniqueNames(), cases: [] };
    this.#suites.set(suite, found);
    const before = left === null ? undefined : found.cases[left.index];
    const named = { ...reading, name: before?.name ?? found.names.of(reading.name) };
    found.cases.splice(left?.index ?? found.cases.length, left === null ? 0 : 1, named);
    this.#words.set(named, words);
    this.#lastCases = found.cases;
    if (this.isAtCut) this.#cutCases = found.cases;
  }

  protected override isComplete(): boolean {
    const { hasEnd, hasPlan } = this.#protocol;
    return (hasEnd || hasPlan) && (this.#missing(null, false) === null || this.#isAtPrompt());
  }

  /** The end line may be a prompt, which waits for what nobody will type. */
  #isAtPrompt(): boolean {
    const { hasPlan, strip, end } = this.#protocol;
    const isBetween = !hasPlan && this.#running === null && this.unfinished !== '';
    return isBetween && end(asUtf8(strip(this.unfinished))) !== null;
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    const crash = this.#crash ?? facts.crash;
    const isPanic = facts.isPanic || this.#crash !== null;
    const missing = this.#missing(crash, facts.isKilled);
    if (missing !== null) this.#cutCases?.push(...this.#cutCases.splice(-1).map(cutResult));
    const { end, cause } = endingOf({ ...facts, crash, isPanic, missing });
    if (this.#protocol.isOneCase && this.#suites.size === 0 && (this.#crash !== null || this.#failures.length > 0))
      this.#running = { suite: this.#suite, name: NAMELESS, ...this.#failedBefore() };
    this.#leaveOpen(cause ?? 'it never reported', OPEN_VERDICT[end]);
    if (!this.#protocol.hasEnd) this.#loseFailures();
    const suites = [...this.#suites].map(([name, { cases }]) => ({
      name,
      cases: cases.map((one) => this.#inWords(one)),
    }));
    if (!this.#protocol.hasEnd && !this.#protocol.hasPlan && suites.length > 0)
      this.find('the protocol declares neither `end` nor `plan`: a log that was cut between two cases looks complete');
    return { suites, end, cause: cause ?? this.#badCount() ?? this.#unexplained(), findings: this.findings };
  }

  /** Of a failure about which the console said no more than that, its line. */
  #inWords(one: CaseReading): CaseReading {
    const text = this.#words.get(one) ?? '';
    if (one.verdict !== 'fail' || one.failures.length > 0 || text === '') return one;
    return { ...one, failures: [{ text, file: null, line: null }] };
  }

  #missing(crash: string | null, isKilled: boolean): string | null {
    const { hasEnd, hasPlan } = this.#protocol;
    if (hasEnd && !this.#isEnded) return 'the log has no end line';
    if (hasPlan && this.#plan === null) return 'the log has no plan';
    if (this.#plan !== null && this.#resultCount < this.#plan)
      return `${this.#resultCount} of ${this.#plan} planned cases reported`;
    if (this.#running !== null) return `the log ends inside ${this.#running.suite}.${this.#running.name}`;
    if (hasEnd || hasPlan) return null;
    if (crash !== null) return 'the kernel crashed';
    if (isKilled) return 'the protocol knows neither end nor plan';
    return null;
  }

  #badCount(): string | null {
    if (this.#plan === null || this.#resultCount <= this.#plan) return null;
    return `${this.#resultCount} results, ${this.#plan} planned`;
  }

  /** The log speaks of a failure that no case has. */
  #unexplained(): string | null {
    const cases = [...this.#suites.values()].flatMap((suite) => suite.cases);
    if (cases.some(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')) return null;
    if (this.#badEnd !== null) return `all cases are good, and the log ends with: ${this.#badEnd}`;
    return this.#lostFailure === null ? null : `all cases are good, and the log says: ${this.#lostFailure}`;
  }
}
