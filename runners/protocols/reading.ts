// SPDX-License-Identifier: BSD-3-Clause
/**
 * One console log read to its end by itself, without the plan that a run has: which cases there were, what is known of each, and how
 * the log ends. This is what `ukmatrix judge` prints.
 *
 * How a log ends, by the first that holds:
 * 1. `crash`: the kernel said that it cannot go on and nothing ran after that, or the monitor's exit status says so (85 on released trees);
 * 2. `complete`: the kernel said that it is done (main returned, halted, an end line), or got to main in a log of a level at which it does
 *    not say that, and exited with the status of an orderly end (0, 33, 83);
 * 3. `crash` where the machine is known to have been reset; with a known exit status, or words of the monitor in the log: `hang` for
 *    one of a kill (124 of timeout(1), 137, 143); `truncated` for one of an orderly end (33, 83), whose words the log lacks, for
 *    trouble of the monitor (1, 126 and above), and for a log that stops inside a line of the kernel's; else the machine went away by
 *    itself, which is a `crash`;
 * 4. without: `truncated` where the log stops inside a line of the kernel's, which it prints whole; else it is whole as far as it
 *    goes, and the machine fell silent: `hang`.
 * The case that ran then is a crash, a timeout, or unresolved; one that had failed before a cut stays failed.
 */
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { newRun, readingOf, type CaseRun } from './case-run.ts';
import { PrintedTotals, type Counts } from './printed-totals.ts';
import type { CaseCounts, ProtocolEvent } from './protocol-event.ts';

export interface CaseReading {
  readonly name: string;
  readonly verdict: Verdict;
  readonly assertions: CaseCounts;
  readonly failures: readonly AssertionFailure[];
  /** Why it was skipped, or what is known of its end, where the log says so. */
  readonly reason?: string;
  /** The log itself says that it knows of this failure (TODO, XFAIL). */
  readonly promised?: 'fail';
}

export interface SuiteReading {
  readonly name: string;
  readonly cases: readonly CaseReading[];
}

export interface Reading {
  readonly suites: readonly SuiteReading[];
  readonly end: 'complete' | 'crash' | 'hang' | 'truncated';
  /** Why the log ends as it does; for a complete one what was wrong all the same, or null. */
  readonly cause: string | null;
  readonly findings: readonly string[];
}

const KILLED = new Set([124, 137, 143]);
const HALTED = new Set([33, 83]);
const CRASHED = 85;
/** A log may hold more oddities than anyone reads. */
const MOST_FINDINGS = 100;

/** Cause of a complete log. */
export const MAIN_FAILED = /^main returned -?\d+$/;

/** In words. */
export const refusalOf = (suite: string, cause = 'init function failed'): string =>
  `suite ${suite} did not start: ${cause}`;

const nameOf = ({ suite, name }: CaseRun): string => `${suite}.${name}`;

/** Behind the first of several cases that share something. */
function othersOf(count: number): string {
  if (count === 1) return '';
  return count === 2 ? ', and 1 more case' : `, and ${count - 1} more cases`;
}

/** The first thing of a kind stands for all that are. */
class FirstOf {
  first: string | null = null;
  count = 0;

  add(text: string): void {
    this.first ??= text;
    this.count++;
  }
}

interface BootCounts {
  readonly number: number;
  runCount: number;
  /** By suite. */
  readonly failed: Map<string, number>;
  refusedCount: number;
}

const newBoot = (number: number): BootCounts => ({ number, runCount: 0, failed: new Map(), refusedCount: 0 });

/** Takes the events of a log as they come. */
export class LogReading {
  /** The last run of each case, by suite and name. */
  readonly #suites = new Map<string, Map<string, CaseRun>>();
  readonly #refused: string[] = [];
  readonly #findings: string[] = [];
  #current: CaseRun | null = null;
  #crash: string | null = null;
  #isCrashSurvived = false;
  /** Of the boots before this one, the first that was none of a good end. */
  #earlierCrash: string | null = null;
  #earlierStatus: number | null = null;
  /** Lines behind the last case are mixed up. */
  #isEndGarbled = false;
  #isOver = false;
  #isHalted = false;
  #status: number | null = null;
  readonly #totals = new PrintedTotals();
  /** Of this boot: its runs, how many of them failed in each suite, and suites that did not start. */
  #boot = newBoot(0);
  /** Cases that the log does not name, as far as one can see, and their assertions. */
  readonly #lost = { cases: 0, assertions: 0, failed: 0 };
  /** Cases that ran more than once; what is said of those that have assertions known to fail. */
  readonly #again = new FirstOf();
  readonly #omitted = new FirstOf();
  #killed: string | null = null;
  #hasLog = true;
  #isEndHidden = false;
  #cut: 'log' | 'program' | null = null;

  take(event: ProtocolEvent): void {
    switch (event.type) {
      case 'case-started':
        this.#start(event.suite, event.name);
        return;
      case 'case-ended':
        this.#endRun(event);
        return;
      case 'open-case':
        this.#leaveOpen(event);
        return;
      case 'omitted':
        this.#omit(event);
        return;
      case 'suite-refused':
        this.#refuse(event.suite, event.cause);
        return;
      case 'totals':
        this.#totals.take(event, this.#count);
        return;
      default:
        this.#takeBoot(event);
    }
  }

  #takeBoot(event: ProtocolEvent): void {
    switch (event.type) {
      case 'crash':
        // After the halt nothing runs that could be judged; the findings say that output went on.
        if (this.#isHalted) return;
        if (this.#crash === null || this.#isCrashSurvived) this.#crash = event.headline;
        this.#isCrashSurvived = false;
        if (this.#current?.verdict === null) this.#current.crash ??= event.headline;
        return;
      case 'survived':
        this.#isCrashSurvived = true;
        this.#find(`output goes on after: ${this.#crash ?? ''}`);
        return;
      case 'garbled':
        this.#garble(event.text);
        return;
      case 'restarted':
        this.#restart();
        return;
      case 'halted':
        this.#isOver = true;
        this.#isHalted ||= event.status === null;
        this.#status = event.status ?? this.#status;
        return;
      case 'end':
        this.#isOver = true;
        return;
      case 'no-log':
        this.#hasLog = false;
        return;
      case 'end-hidden':
        this.#isEndHidden = true;
        return;
      case 'killed':
        this.#killed = event.text;
        return;
      case 'cut':
        this.#cut = event.isInLog ? 'log' : 'program';
        return;
      case 'malformed':
        this.#find(event.text);
        return;
      case 'case-lost':
        this.#lost.cases++;
        return;
      case 'stray-assertion':
        this.#lost.assertions++;
        if (event.isFailed) this.#lost.failed++;
        return;
      default:
        return;
    }
  }

  /** How this boot ended is told, whatever the next one does. */
  #restart(): void {
    this.#endBoot();
    this.#find('the machine booted more than once');
    if (!this.#isCrashSurvived) this.#earlierCrash ??= this.#crash;
    if (this.#status !== 0) this.#earlierStatus ??= this.#status;
    this.#crash = null;
    this.#status = null;
    this.#isCrashSurvived = false;
    this.#isOver = false;
    this.#isHalted = false;
  }

  #find(text: string): void {
    if (this.#findings.length < MOST_FINDINGS && !this.#findings.includes(text)) this.#findings.push(text);
  }

  #start(suite: string, name: string): void {
    const runs = this.#suites.get(suite) ?? new Map<string, CaseRun>();
    const before = runs.get(name);
    const run = newRun(suite, name, this.#boot.number, before);
    if (runs.size === 0) this.#suites.set(suite, runs);
    if (before !== undefined && before.earlier === null) this.#again.add(nameOf(run));
    runs.set(name, run);
    this.#boot.runCount++;
    this.#boot.failed.set(suite, this.#boot.failed.get(suite) ?? 0);
    this.#current = run;
    this.#isEndGarbled = false;
  }

  #endRun({ suite, name, result, assertions, failures }: Extract<ProtocolEvent, { type: 'case-ended' }>): void {
    const run = this.#runOf(suite, name);
    if (run === undefined) return;
    this.#settle(run, result.verdict);
    run.reason = result.verdict === 'skip' ? result.reason : null;
    run.assertions = assertions;
    run.failures = failures;
  }

  #leaveOpen({
    suite,
    name,
    assertions,
    failures,
    isEndTorn = false,
  }: Extract<ProtocolEvent, { type: 'open-case' }>): void {
    const run = this.#runOf(suite, name);
    if (run === undefined) return;
    this.#settle(run, null);
    run.isEndTorn = isEndTorn;
    run.assertions = assertions;
    run.failures = failures;
  }

  #omit({ suite, name, assertions }: Extract<ProtocolEvent, { type: 'omitted' }>): void {
    const run = this.#runOf(suite, name);
    const [first] = assertions;
    if (run === undefined || first === undefined) return;
    const place = first.file === null ? '' : ` in ${first.file}:${first.line ?? '?'}`;
    const words = assertions.length === 1 ? '1 assertion that is' : `${assertions.length} assertions that are`;
    run.omitted = `${words} known to fail and not counted (OMITTED): ${first.text}${place}`;
    this.#omitted.add(`${nameOf(run)} has ${run.omitted}`);
  }

  #garble(text: string): void {
    const run = this.#current?.verdict === null ? this.#current : null;
    this.#isEndGarbled ||= run === null;
    if (run === null) this.#find(`several CPUs printed at once: ${text}`);
    else if (!run.isGarbled) this.#find(`several CPUs printed at once in ${nameOf(run)}: ${text}`);
    if (run !== null) run.isGarbled = true;
  }

  #refuse(suite: string, cause: string): void {
    if (!this.#suites.has(suite)) this.#suites.set(suite, new Map());
    const words = refusalOf(suite, cause);
    this.#refused.push(words);
    this.#boot.refusedCount++;
    this.#find(words);
  }

  #runOf(suite: string, name: string): CaseRun | undefined {
    return this.#suites.get(suite)?.get(name);
  }

  #settle(run: CaseRun, verdict: CaseRun['verdict']): void {
    const { number, failed } = this.#boot;
    const added = Number(verdict === 'fail') - Number(run.verdict === 'fail');
    if (run.boot === number) failed.set(run.suite, (failed.get(run.suite) ?? 0) + added);
    run.verdict = verdict;
  }

  /** Of this boot. */
  readonly #count = (): Counts => {
    const { runCount, failed, refusedCount } = this.#boot;
    const bad = [...failed.values()].filter((count) => count > 0);
    return {
      suites: { total: failed.size + refusedCount, failed: bad.length + refusedCount },
      cases: { total: runCount, failed: bad.reduce((sum, count) => sum + count, 0) },
    };
  };

  #endBoot(): void {
    this.#totals.endBoot(this.#count);
    this.#boot = newBoot(this.#boot.number + 1);
  }

  /** One finding for all that are of a kind. */
  #findAll(): void {
    this.#endBoot();
    const loss = this.#lossOf();
    if (loss !== null) this.#find(loss);
    const { first: again, count } = this.#again;
    if (again !== null)
      this.#find(`case ${again} ran more than once${othersOf(count)}; the worst of its verdicts is shown`);
    if (this.#omitted.first !== null) this.#find(`${this.#omitted.first}${othersOf(this.#omitted.count)}`);
    const totals = this.#totals.finding();
    if (totals !== null) this.#find(totals);
  }

  /** `exitStatus` is the monitor's, null where nobody knows it; `isReset`: the machine ended by a reset, a triple fault for one. */
  finish(exitStatus: number | null, isReset = false): Reading {
    const last = this.#ending(exitStatus, isReset);
    this.#findAll();
    const suites = [...this.#suites].map(([name, runs]) => ({
      name,
      cases: Array.from(runs.values(), (run) => readingOf(run, last.end)),
    }));
    return { suites, ...this.#wholeEnding(last), findings: this.#findings };
  }

  #ending(exitStatus: number | null, isReset: boolean): Pick<Reading, 'end' | 'cause'> {
    if (this.#crash !== null && !this.#isCrashSurvived) return { end: 'crash', cause: this.#crash };
    if (exitStatus === CRASHED) return { end: 'crash', cause: `exit status ${exitStatus} is the one of a crash` };
    if (this.#isOver) return { end: 'complete', cause: this.#troubleOf() };
    if (!this.#hasLog) return endWithoutLog(exitStatus, isReset);
    if (this.#killed !== null) return { end: 'hang', cause: this.#killed };
    if (this.#isEndHidden && (exitStatus === 0 || HALTED.has(exitStatus ?? -1)))
      return { end: 'complete', cause: null };
    const where = this.#cut === 'log' ? 'the log stops in the middle of a line' : 'the log stops without an end';
    if (isReset) return { end: 'crash', cause: `${where} and the machine was reset` };
    if (exitStatus !== null) return endingByStatus(exitStatus, this.#cut === 'log', where);
    return { end: this.#cut === 'log' ? 'truncated' : 'hang', cause: where };
  }

  /** Of all boots. */
  #wholeEnding(last: Pick<Reading, 'end' | 'cause'>): Pick<Reading, 'end' | 'cause'> {
    if (this.#earlierCrash === null || last.end === 'crash') return last;
    return { end: 'crash', cause: this.#earlierCrash };
  }

  #lossOf(): string | null {
    const { cases, assertions, failed } = this.#lost;
    if (cases + assertions === 0) return null;
    return `the line that names a case is lost: ${assertions} assertions are nobody's, ${failed} of them failed`;
  }

  #troubleOf(): string | null {
    const [refusal = this.#lossOf()] = this.#refused;
    if (refusal !== null) return refusal;
    const status = this.#earlierStatus ?? this.#status;
    if (status === null) return this.#isEndGarbled ? 'lines at the end are mixed up: what main returned is lost' : null;
    return status === 0 ? null : `main returned ${status}`;
  }
}

/** A kernel that dies before it has a console makes its machine start anew; one without a console halts in order. */
function endWithoutLog(exitStatus: number | null, isReset: boolean): Pick<Reading, 'end' | 'cause'> {
  const cause = "nothing in it is of a kernel's log";
  if (isReset) return { end: 'crash', cause: `${cause} and the machine was reset (on x86 a triple fault does that)` };
  const isHalted = HALTED.has(exitStatus ?? -1);
  return { end: 'truncated', cause: isHalted ? `${cause}, although the kernel halted (status ${exitStatus})` : cause };
}

function endingByStatus(status: number, isCut: boolean, where: string): Pick<Reading, 'end' | 'cause'> {
  if (KILLED.has(status)) return { end: 'hang', cause: `${where} and the monitor was killed (status ${status})` };
  const isTrouble = HALTED.has(status) || status === 1 || status >= 126;
  const cause = `${where} and the monitor exited with status ${status}`;
  return { end: isCut || isTrouble ? 'truncated' : 'crash', cause };
}

/** A log whose events are all known; the rest as LogReading.finish() has it. */
export function readLog(events: readonly ProtocolEvent[], exitStatus: number | null, isReset = false): Reading {
  const reading = new LogReading();
  for (const event of events) reading.take(event);
  return reading.finish(exitStatus, isReset);
}
