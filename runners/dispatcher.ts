// SPDX-License-Identifier: BSD-3-Clause
/**
 * Owns the truth of a run: which cases each cell has, what became of each, what runs next, and the exit code. The only writer of events.
 * Everything here is synchronous; processes and files are the executor's.
 */
import { performance } from 'node:perf_hooks';
import { caseKey, type CaseId } from '../model/cell.ts';
import type { BootExit, PlannedCase, RoundEnded, RunEvent } from '../model/events.ts';
import type { Outcome, Verdict } from '../model/verdict.ts';
import type { BootEvidence } from './evidence.ts';
import { isTagCheckFault, lateFaultInWords } from './late-fault.ts';
import { judgeBoot, type BootJudgement, type CaseVerdict } from './judge.ts';
import type { OrderFinding } from './order-study.ts';
import { isKept, TO_PASS, type Promised } from './promises.ts';

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'atMs'> : never;

export type Emit = (event: RunEvent) => void;

/** Exit codes of DESIGN section 4. */
export const EXIT = { expected: 0, unexpected: 1, usage: 2, unresolved: 3, interrupted: 130 } as const;

/** A case that has no verdict yet, or one that is not its last. */
interface OpenCase {
  readonly planned: PlannedCase;
  readonly promised: Promised;
  attemptCount: number;
  last: { readonly verdict: Verdict; readonly hasRun: boolean } | null;
}

interface CellState {
  /** By key; a case that is settled is in no other place. */
  readonly open: Map<string, OpenCase>;
  bootCount: number;
  /** By key, those whose first attempt ran and did not do as promised, until somebody asks. */
  readonly broken: Map<string, CaseId>;
}

export interface BootPlace {
  readonly cell: string;
  readonly boot: number;
}

export interface BootFacts {
  readonly durationMs: number;
  readonly exit: BootExit;
  readonly isInterrupted: boolean;
  readonly coverageDir: string | null;
  readonly pressedAfterMs?: number;
}

export interface DispatcherOptions {
  readonly isFailFast: boolean;
  /** Attempts after the first one, as long as a case does not do as promised. */
  readonly retries: number;
  /** Does a run pass whose only fault is that cases changed their mind? */
  readonly isFlakyFine: boolean;
  readonly emit: Emit;
}

/** Flaky: once as promised, once not. A case that never did as promised is unexpected, however its verdicts differ. */
function outcomeOf(keeps: boolean, attempt: number): Outcome {
  if (!keeps) return 'unexpected';
  return attempt === 0 ? 'expected' : 'flaky';
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #startedMs = performance.now();
  readonly #cells = new Map<string, CellState>();
  #unexpectedCount = 0;
  #unresolvedCount = 0;
  #flakyCount = 0;
  #ranCount = 0;
  #isInterrupted = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  emit(event: WithoutTime<RunEvent>): void {
    this.#options.emit({ ...event, atMs: performance.now() - this.#startedMs });
  }

  planCell(cell: string, cases: readonly PlannedCase[], promisedTo: (id: CaseId) => Promised): void {
    const open = cases.map((planned): [string, OpenCase] => [
      caseKey(planned),
      { planned, promised: promisedTo(planned), attemptCount: 0, last: null },
    ]);
    this.#cells.set(cell, { open: new Map(open), bootCount: 0, broken: new Map() });
    this.emit({ type: 'cell-planned', cell, cases });
  }

  /** A cell whose image cannot be had: nothing is known of its cases, so the run cannot be green. */
  abandonCell(cell: string, reason: string): void {
    this.#unresolvedCount++;
    this.finding({ cell, boot: null }, reason);
    this.emit({ type: 'cell-ended', cell });
  }

  /** An image that is not booted, for a reason that is nobody's fault: one case of its name. */
  skipCell(cell: string, name: string, reason: string): void {
    this.planCell(cell, [{ suite: name, name: '(image)', file: null, line: null }], () => TO_PASS);
    this.#settle(cell, null, { ...neverRan(name, '(image)', reason), verdict: 'skip' });
  }

  /** Whether a case of the cell may be tried once more. */
  hasOpen(cell: string): boolean {
    return this.#state(cell).open.size > 0;
  }

  get isFailFast(): boolean {
    return this.#options.isFailFast;
  }

  /** True when no further boot may start. */
  isOver(): boolean {
    return this.#isInterrupted || (this.isFailFast && this.#unexpectedCount > 0);
  }

  nextBoot(cell: string): BootPlace {
    return { cell, boot: this.#state(cell).bootCount++ };
  }

  startBoot(place: BootPlace, command: readonly string[], transcript: string): void {
    this.emit({ type: 'boot-started', ...place, command, transcript });
  }

  startCase(place: BootPlace, { suite, name }: CaseId): void {
    if (this.#state(place.cell).open.has(caseKey({ suite, name })))
      this.emit({ type: 'case-started', ...place, suite, name });
  }

  /** What a boot showed before anybody can be sure of its verdicts. */
  endRound(place: BootPlace, shown: Pick<RoundEnded, 'end' | 'stopped' | 'suitesLeft'>): void {
    this.emit({ type: 'round-ended', ...place, ...shown });
  }

  finding({ cell, boot }: { cell: string | null; boot: number | null }, text: string): void {
    this.emit({ type: 'finding', cell, boot, text });
  }

  /** A case that needs no boot: it cannot run, or nobody claims that it can. */
  settle(cell: string, verdict: CaseVerdict): void {
    this.#settle(cell, null, verdict);
  }

  /** A planned case of which the image knows nothing. */
  cannotRun(cell: string, { suite, name }: CaseId, reason: string): void {
    this.#settle(cell, null, neverRan(suite, name, reason));
  }

  /** A program that ran as a process of its own. */
  endProgram(
    place: BootPlace,
    verdict: CaseVerdict,
    { durationMs, exit }: Pick<BootFacts, 'durationMs' | 'exit'>,
  ): void {
    const end = exit.kind === 'killed' ? 'hang' : exit.kind === 'signal' ? 'crash' : 'complete';
    const judgement: BootJudgement = { end, disagreement: null, verdicts: [verdict], remaining: [], findings: [] };
    this.#concludeBoot(place, judgement, { durationMs, exit, isInterrupted: false, coverageDir: null });
  }

  /**
   * Judges a boot and says which of its cases go into another one. An interrupted boot settles nothing. `refine` adds to a verdict what
   * only the caller can read.
   */
  endBoot(
    place: BootPlace,
    evidence: BootEvidence,
    coverageDir: string | null,
    refine: (verdict: CaseVerdict) => CaseVerdict = (verdict) => verdict,
  ): readonly CaseId[] {
    const { durationMs, exit } = evidence;
    const isInterrupted = evidence.killed === 'interrupt';
    const judgement = judgeBoot(evidence);
    const refined = { ...judgement, verdicts: judgement.verdicts.map(refine) };
    const pressed = evidence.pressed?.isDelivered === true ? { pressedAfterMs: evidence.pressed.afterMs } : {};
    return this.#concludeBoot(place, refined, { durationMs, exit, isInterrupted, coverageDir, ...pressed });
  }

  /** The end of a boot whose cases only its console told: see image-judge.ts. */
  endImageBoot(place: BootPlace, judgement: BootJudgement, end: Omit<BootFacts, 'coverageDir'>): void {
    const { durationMs, exit, isInterrupted } = end;
    this.#concludeBoot(place, judgement, { durationMs, exit, isInterrupted, coverageDir: null });
  }

  #concludeBoot(place: BootPlace, judgement: BootJudgement, facts: BootFacts): readonly CaseId[] {
    const { durationMs, exit, isInterrupted, coverageDir, ...pressed } = facts;
    if (!isInterrupted) for (const verdict of judgement.verdicts) this.#settle(place.cell, place.boot, verdict);
    this.emit({
      type: 'boot-ended',
      ...place,
      durationMs,
      exit,
      end: isInterrupted ? 'truncated' : judgement.end,
      disagreement: judgement.disagreement,
      coverageDir,
      ...pressed,
    });
    for (const text of judgement.findings) this.finding(place, text);
    return isInterrupted ? [] : judgement.remaining;
  }

  /**
   * Which cases of a batch are tried once more, each list in a boot of its own: a case that ran alone, those that no boot got to together,
   * as one kernel that does not boot is no reason to start hundreds.
   */
  retriesOf(cell: string, batch: readonly CaseId[]): readonly (readonly CaseId[])[] {
    if (this.isOver()) return [];
    const { open } = this.#state(cell);
    const hasRun = (id: CaseId): boolean => open.get(caseKey(id))?.last?.hasRun === true;
    const again = batch.filter((id) => open.has(caseKey(id)));
    const neverRan = again.filter((id) => !hasRun(id));
    return [...again.filter(hasRun).map((id) => [id]), ...(neverRan.length > 0 ? [neverRan] : [])];
  }

  /** Those of a batch that ran and did not do as promised. Each is named once. */
  takeBroken(cell: string, batch: readonly CaseId[]): readonly CaseId[] {
    const { broken } = this.#state(cell);
    const found = batch.filter((id) => broken.has(caseKey(id)));
    for (const id of found) broken.delete(caseKey(id));
    return found;
  }

  /** The end of a boot that only looked: no verdict comes of it. Whether a case did as promised in it, null if it never ran. */
  endLook(place: BootPlace, evidence: BootEvidence, id: CaseId, promised: Promised): boolean | null {
    const { verdicts, end, disagreement } = judgeBoot(evidence);
    const { durationMs, exit } = evidence;
    this.emit({ type: 'boot-ended', ...place, durationMs, exit, end, disagreement, coverageDir: null });
    const found = verdicts.find((verdict) => caseKey(verdict) === caseKey(id));
    return found === undefined || found.range === null ? null : isKept(found.verdict, promised.verdict);
  }

  /** The end of a boot that looked, with faults at the access, for the case whose fault came to light in `where` of another boot. */
  endLateFaultLook(place: BootPlace, evidence: BootEvidence, where: CaseId): void {
    const { verdicts, end, disagreement } = judgeBoot(evidence);
    const { durationMs, exit } = evidence;
    this.emit({ type: 'boot-ended', ...place, durationMs, exit, end, disagreement, coverageDir: null });
    const found = verdicts.find(isTagCheckFault);
    const culprit = found === undefined ? null : caseKey(found);
    const cause = found?.cause ?? null;
    const { suite, name } = where;
    this.emit({ type: 'late-fault', cell: place.cell, suite, name, culprit, cause });
    this.finding(place, lateFaultInWords(caseKey(where), culprit, cause));
  }

  /** The case listens to those before it: that is no flake, and no retry would tell more. */
  dependsOnOrder(cell: string, { suite, name }: CaseId, order: OrderFinding): void {
    const { open } = this.#state(cell);
    const one = open.get(caseKey({ suite, name }));
    open.delete(caseKey({ suite, name }));
    if (one?.last) this.#count(one.last.verdict, 'unexpected');
    const { isKeptAlone, after, isShortest } = order;
    this.emit({ type: 'order-dependence', cell, suite, name, isKeptAlone, after: after.map(caseKey), isShortest });
  }

  /** After the last boot of a cell: what never got a verdict gets the reason why. */
  endCell(cell: string): void {
    const { open } = this.#state(cell);
    if (!this.#isInterrupted) {
      const cause = this.isOver()
        ? 'not run: another case failed and --fail-fast was given'
        : 'it never ran, for no known reason';
      for (const { planned, last } of [...open.values()]) {
        if (last === null) this.#settle(cell, null, neverRan(planned.suite, planned.name, cause));
        else this.#count(last.verdict, 'unexpected');
      }
    }
    this.emit({ type: 'cell-ended', cell });
  }

  interrupt(): void {
    this.#isInterrupted = true;
  }

  endRun(): number {
    const exitCode = this.#exitCode();
    this.emit({ type: 'run-ended', exitCode, interrupted: this.#isInterrupted });
    return exitCode;
  }

  #exitCode(): number {
    if (this.#isInterrupted) return EXIT.interrupted;
    if (this.#unexpectedCount > 0 || (this.#flakyCount > 0 && !this.#options.isFlakyFine)) return EXIT.unexpected;
    // Nothing that ran proves nothing: all skipped, or no case at all.
    return this.#unresolvedCount > 0 || this.#ranCount === 0 ? EXIT.unresolved : EXIT.expected;
  }

  /** Takes an attempt's verdict; it is the case's last one if it is as promised, or no retry is left. */
  #settle(cell: string, boot: number | null, verdict: CaseVerdict): void {
    const { open } = this.#state(cell);
    const key = caseKey(verdict);
    const one = open.get(key);
    if (one === undefined) return;
    const { promised } = one;
    const attempt = one.attemptCount++;
    const keeps = promised.isBroken === true || isKept(verdict.verdict, promised.verdict);
    const outcome = outcomeOf(keeps, attempt);
    const { range, ...rest } = verdict;
    one.last = { verdict: verdict.verdict, hasRun: range !== null };
    if (!keeps && attempt === 0 && range !== null) this.#state(cell).broken.set(key, one.planned);
    if (keeps || boot === null || attempt >= this.#options.retries) {
      open.delete(key);
      if (promised.isBroken === true && verdict.verdict !== 'unresolved') this.#count('skip', outcome);
      else this.#count(verdict.verdict, outcome);
    }
    const expectation = { verdict: promised.verdict, reason: promised.reason };
    this.emit({ type: 'case-ended', cell, boot, attempt, ...rest, transcriptRange: range, expectation, outcome });
    if (verdict.verdict === 'pass' && !keeps) {
      const text = `${key} passes, but ${promised.source ?? 'nobody'} promises ${promised.verdict}: take that away`;
      this.finding({ cell, boot }, text);
    }
  }

  #count(verdict: Verdict, outcome: Outcome): void {
    if (verdict === 'unresolved') this.#unresolvedCount++;
    else if (outcome === 'unexpected') this.#unexpectedCount++;
    else if (outcome === 'flaky') this.#flakyCount++;
    if (verdict !== 'skip' && verdict !== 'unresolved') this.#ranCount++;
  }

  #state(cell: string): CellState {
    const state = this.#cells.get(cell);
    if (state === undefined) throw new Error(`cell ${cell} was never planned`);
    return state;
  }
}

const neverRan = (suite: string, name: string, cause: string): CaseVerdict => ({
  suite,
  name,
  verdict: 'unresolved',
  cause,
  assertions: { passed: 0, failed: 0 },
  failures: [],
  backtrace: [],
  durationMs: 0,
  range: null,
});
