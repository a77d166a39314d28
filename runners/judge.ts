// SPDX-License-Identifier: BSD-3-Clause
/**
 * From the evidence of one boot to verdicts. A pass needs three witnesses that agree: the plan (each case asked for has reported), the
 * end line with its totals, and the guest's exit status. What ran into a crash or a hang is named; what never ran goes into another boot.
 * Pure and synchronous.
 */
import { caseKey, type Arch, type CaseId } from '../model/cell.ts';
import type { BootExit } from '../model/events.ts';
import type { AssertionFailure, StackFrame, Verdict } from '../model/verdict.ts';
import type { BootEvidence } from './evidence.ts';
import type { Pressed } from './power-button.ts';
import { crashHeadline, type CaseCounts, type EndTotals, type ProtocolEvent } from './protocols/protocol-event.ts';
import { withUnmarked } from './unmarked.ts';
import { disagreementOf } from './witnesses.ts';

export interface CaseVerdict extends CaseId {
  readonly verdict: Verdict;
  readonly cause: string | null;
  readonly assertions: CaseCounts;
  readonly failures: readonly AssertionFailure[];
  readonly backtrace: readonly StackFrame[];
  readonly durationMs: number;
  /** Null if the case never ran. */
  readonly range: readonly [start: number, end: number] | null;
}

interface CaseVerdicts {
  readonly verdicts: readonly CaseVerdict[];
  /** Cases that did not run and may still, in a fresh boot. Fewer than were asked for, unless the button was pressed. */
  readonly remaining: readonly CaseId[];
}

export interface BootJudgement extends CaseVerdicts {
  readonly end: 'complete' | 'crash' | 'hang' | 'truncated';
  readonly disagreement: string | null;
  readonly findings: readonly string[];
}

type Started = Extract<ProtocolEvent, { type: 'case-started' }>;
type Ended = Extract<ProtocolEvent, { type: 'case-ended' }>;

/** The TAP events of a boot by kind; the order inside a kind is that of the console. */
export interface TapRecord {
  readonly started: readonly Started[];
  /** Where each case begins in the transcript. */
  readonly startedAt: ReadonlyMap<string, number>;
  readonly ended: ReadonlyMap<string, Ended>;
  readonly refused: ReadonlyMap<string, string>;
  readonly lastSuite: string | null;
  readonly totals: EndTotals | null;
  /** Where the end line begins in the transcript. */
  readonly endAt: number;
  /** Suites that were reported. */
  readonly suiteCount: number;
  readonly malformed: readonly string[];
  /** The kernel began its story anew; only what it said before that counts. */
  readonly isRestarted: boolean;
}

function recordOf(events: readonly ProtocolEvent[]): TapRecord {
  const ended = new Map<string, Ended>();
  const refused = new Map<string, string>();
  const started: Started[] = [];
  const malformed: string[] = [];
  let lastSuite: string | null = null;
  let totals: EndTotals | null = null;
  let endAt = Infinity;
  let suiteCount = 0;
  const restart = events.findIndex(({ type }) => type === 'restarted');
  const isRestarted = restart >= 0;
  for (const event of isRestarted ? events.slice(0, restart) : events) {
    if (event.type === 'case-started') started.push(event);
    else if (event.type === 'case-ended') {
      // Nothing takes a failure back.
      const before = ended.get(caseKey(event));
      if (before?.result.verdict !== 'fail') ended.set(caseKey(event), event);
    } else if (event.type === 'suite-refused') refused.set(event.suite, event.cause);
    else if (event.type === 'suite-started') lastSuite = event.suite;
    else if (event.type === 'malformed') malformed.push(event.text);
    else if (event.type === 'suite-ended') suiteCount++;
    else if (event.type === 'end') {
      ({ totals } = event);
      endAt = event.at;
    }
  }
  const startedAt = new Map(started.map((event) => [caseKey(event), event.at]));
  return { started, startedAt, ended, refused, lastSuite, totals, endAt, suiteCount, malformed, isRestarted };
}

const NOTHING = {
  assertions: { passed: 0, failed: 0 },
  failures: [],
  backtrace: [],
  durationMs: 0,
  range: null,
} as const;

const unresolved = (id: CaseId, cause: string): CaseVerdict => ({
  suite: id.suite,
  name: id.name,
  verdict: 'unresolved',
  cause,
  ...NOTHING,
});

/** A guest's clock is wrong that is off by more: the console may wait on a busy machine, or a case be over before its first line is read. */
const CLOCK_SLACK = { factor: 10, addendMs: 1000 } as const;

/** As the guest's clock has it, unless that stands still or runs away; limits for the next run follow from it. */
function durationOf({ durationUs, ...id }: Ended, seen: BootEvidence['seenMs']): number {
  const toldMs = (durationUs ?? 0) / 1000;
  const seenMs = seen.get(caseKey(id)) ?? toldMs;
  const mostMs = CLOCK_SLACK.factor * Math.min(toldMs, seenMs) + CLOCK_SLACK.addendMs;
  return Math.max(toldMs, seenMs) > mostMs ? seenMs : toldMs;
}

function reported(ended: Ended, record: TapRecord, { seenMs }: BootEvidence): CaseVerdict {
  const { suite, name, result, assertions, failures, endAt } = ended;
  return {
    suite,
    name,
    verdict: result.verdict,
    cause: result.verdict === 'skip' ? result.reason : null,
    assertions,
    failures,
    backtrace: [],
    durationMs: durationOf(ended, seenMs),
    range: [record.startedAt.get(caseKey(ended)) ?? endAt, endAt],
  };
}

/** How a boot ended, in a sentence. */
export function exitWords(exit: BootExit): string {
  switch (exit.kind) {
    case 'status':
      return `the guest ended with exit status ${exit.status}`;
    case 'signal':
      return `the monitor was killed by ${exit.signal}, not by the harness`;
    case 'killed':
      return exit.reason;
    case 'not-started':
      return `the monitor did not start: ${exit.reason}`;
    default:
      return exit satisfies never;
  }
}

interface Ending {
  readonly end: BootJudgement['end'];
  /** Verdict of the case that was running. */
  readonly verdict: 'crash' | 'timeout' | 'unresolved';
  readonly cause: string;
}

/** Characters of the monitor's own message that go into a cause. */
const LONGEST_QUOTE = 200;

/**
 * A guest on x86_64 chooses its status; QEMU itself exits with 1, its wrapper with 126 or 127, after a message of its own. A guest on
 * arm64 can only switch off, with status 0.
 */
const isMonitorsOwn = (arch: Arch, status: number, stderr: string): boolean =>
  arch === 'arm64' ? status !== 0 : (status === 1 || status >= 126) && stderr !== '';

/** How a boot ended that did not come to its end line. */
function endingOf(evidence: BootEvidence, { isRestarted }: TapRecord): Ending {
  const { arch, exit, killed, stderr, classic } = evidence;
  const headline = crashHeadline(classic);
  if (isRestarted) return { end: 'crash', verdict: 'crash', cause: headline ?? 'the kernel started again' };
  if (killed === 'hang' || killed === 'output') {
    return { end: 'hang', verdict: headline === null ? 'timeout' : 'crash', cause: headline ?? exitWords(exit) };
  }
  if (headline !== null) return { end: 'crash', verdict: 'crash', cause: headline };
  if (exit.kind !== 'status' || isMonitorsOwn(arch, exit.status, stderr)) {
    const words = [exitWords(exit), (stderr.split('\n')[0] ?? '').slice(0, LONGEST_QUOTE)]
      .filter((part) => part !== '')
      .join(': ');
    return { end: 'truncated', verdict: 'unresolved', cause: words };
  }
  return { end: 'crash', verdict: 'crash', cause: `${exitWords(exit)} before its end line, without a crash report` };
}

/** main() waits for the button, so a kernel that ended before has not told all. */
function missedPress({ pressed, killed }: BootEvidence): string[] {
  if (pressed === null || pressed.isDelivered || killed !== null) return [];
  return [`the guest had ended before its power button was pressed, ${pressed.afterMs} ms after its plan`];
}

/** As many as a guest likes to name, in one sentence. */
function strangersIn([first, ...others]: readonly Started[]): string[] {
  if (first === undefined) return [];
  const rest = others.length === 0 ? '' : `, and ${others.length} more such cases did`;
  return [`${caseKey(first)} ran although nobody asked for it${rest}`];
}

export function judgeBoot(evidence: BootEvidence): BootJudgement {
  const record = recordOf(evidence.tap);
  const asked = new Set(evidence.asked.map(caseKey));
  const strangers = record.started.filter((started) => !asked.has(caseKey(started)));
  const findings = [...(evidence.share?.findings ?? []), ...strangersIn(strangers), ...missedPress(evidence)];
  if (evidence.trouble !== null) return judgeTrouble(evidence, record, evidence.trouble, findings);
  if (record.totals === null) return withUnmarked(judgeCutShort(evidence, record, findings), evidence, judgeBoot);
  const disagreement = disagreementOf(evidence, record);
  const ended = judgeEnded(evidence, record, disagreement);
  return { end: evidence.killed === null ? 'complete' : 'hang', disagreement, ...ended, findings };
}

/** The harness could not keep the evidence, nor could it in another boot. */
function judgeTrouble(
  evidence: BootEvidence,
  record: TapRecord,
  trouble: string,
  findings: readonly string[],
): BootJudgement {
  const verdicts = evidence.asked.map((id) => {
    const ended = record.ended.get(caseKey(id));
    return ended?.result.verdict === 'fail' ? reported(ended, record, evidence) : unresolved(id, trouble);
  });
  return { end: 'truncated', disagreement: trouble, verdicts, remaining: [], findings };
}

/** What the kernel says of cases that it left out because the end was asked for (UK_TEST_SHUTDOWN_REASON in <uk/testrun.h>). */
const SHUTDOWN_REASON = 'the machine shuts down';

const isLeftOut = (id: CaseId, { ended }: TapRecord): boolean => {
  const result = ended.get(caseKey(id))?.result;
  return result?.verdict === 'skip' && result.reason === SHUTDOWN_REASON;
};

/** Cases that the press of the button kept from running go into another boot. */
function judgeEnded(evidence: BootEvidence, record: TapRecord, disagreement: string | null): CaseVerdicts {
  const isPut = (id: CaseId): boolean => evidence.pressed?.isDelivered === true && isLeftOut(id, record);
  const settled = evidence.asked.filter((id) => !isPut(id));
  return {
    verdicts: settled.map((id) => judgeComplete(id, evidence, record, disagreement)),
    remaining: evidence.asked.filter(isPut),
  };
}

/** With a disagreement nothing good is believed; what went wrong stays wrong. */
function judgeComplete(
  id: CaseId,
  evidence: BootEvidence,
  record: TapRecord,
  disagreement: string | null,
): CaseVerdict {
  const ended = record.ended.get(caseKey(id));
  if (ended === undefined) {
    const refusal = record.refused.get(id.suite);
    const silence = record.startedAt.has(caseKey(id))
      ? 'the case started but never reported'
      : 'the guest ended without running this case';
    return unresolved(id, refusal ?? silence);
  }
  const verdict = reported(ended, record, evidence);
  if (verdict.verdict === 'fail') return verdict;
  if (disagreement !== null)
    return { ...verdict, verdict: 'unresolved', cause: `reported ${verdict.verdict}, but ${disagreement}` };
  if (!isLeftOut(id, record)) return verdict;
  return {
    ...verdict,
    verdict: 'unresolved',
    cause: 'the machine shut down before this case, and nobody had asked it to',
  };
}

function judgeCutShort(evidence: BootEvidence, record: TapRecord, findings: readonly string[]): BootJudgement {
  const ending = endingOf(evidence, record);
  const verdicts: CaseVerdict[] = [];
  const remaining: CaseId[] = [];
  // Where a case that nobody asked for was on its way, the one before it is in doubt, or nobody would be.
  const asked = new Set(evidence.asked.map(caseKey));
  const unended = record.started.findLast((started) => !record.ended.has(caseKey(started)));
  const running = unended !== undefined && asked.has(caseKey(unended)) ? unended : undefined;
  const lastEnded = [...record.ended.values()].findLast((ended) => asked.has(caseKey(ended)));
  for (const id of evidence.asked) {
    const key = caseKey(id);
    const ended = record.ended.get(key);
    const refusal = record.refused.get(id.suite);
    if (ended !== undefined)
      verdicts.push(
        judgeReported(reported(ended, record, evidence), running === undefined && ended === lastEnded, ending, record),
      );
    else if (running !== undefined && key === caseKey(running)) verdicts.push(judgeRunning(running, evidence, ending));
    else if (refusal !== undefined) verdicts.push(unresolved(id, refusal));
    else if (record.startedAt.has(key)) {
      verdicts.push(unresolved(id, 'the next case started before this one had reported'));
    } else remaining.push(id);
  }
  const given =
    running === undefined && evidence.killed === 'hang' && evidence.pressed?.isDelivered === true
      ? { verdicts: remaining.map((id) => neverEnded(id, evidence.pressed, ending)), remaining: [] }
      : giveUpOn(remaining, verdicts.length === 0, { ending, record, backtrace: evidence.backtrace });
  return {
    end: ending.end,
    disagreement: `no end line: ${ending.cause}`,
    verdicts: [...verdicts, ...given.verdicts],
    remaining: given.remaining,
    findings,
  };
}

/** Cases that look back at the end of a machine that never ended. */
const neverEnded = (id: CaseId, pressed: Pressed | null, { cause }: Ending): CaseVerdict => ({
  ...unresolved(id, `the power button was pressed ${pressed?.afterMs ?? 0} ms after its plan: ${cause}`),
  verdict: 'timeout',
});

/** A kernel that dies between two cases casts doubt on the one that had just reported. */
function judgeReported(verdict: CaseVerdict, isLast: boolean, ending: Ending, record: TapRecord): CaseVerdict {
  if (verdict.verdict === 'fail') return verdict;
  const doubt = record.malformed[0] ?? (isLast ? `right after it the kernel stopped: ${ending.cause}` : null);
  if (doubt === null) return verdict;
  return { ...verdict, verdict: 'unresolved', cause: `reported ${verdict.verdict}, but ${doubt}` };
}

type OpenCase = Extract<ProtocolEvent, { type: 'open-case' }>;

function openCase(events: readonly ProtocolEvent[], { suite, name }: Started): OpenCase | undefined {
  return events.find(
    (event): event is OpenCase => event.type === 'open-case' && event.suite === suite && event.name === name,
  );
}

function judgeRunning(running: Started, evidence: BootEvidence, ending: Ending): CaseVerdict {
  const { suite, name } = running;
  const known = openCase(evidence.tap, running) ?? openCase(evidence.classic, running);
  // Only the classic text counts what held in a case that hangs.
  const passed = Math.max(known?.assertions.passed ?? 0, openCase(evidence.classic, running)?.assertions.passed ?? 0);
  const after = known?.after ?? null;
  return {
    suite,
    name,
    verdict: ending.verdict,
    cause: after === null ? ending.cause : `${ending.cause}, after ${after.file}:${after.line}`,
    assertions: { passed, failed: known?.assertions.failed ?? 0 },
    failures: known?.failures ?? [],
    backtrace: evidence.backtrace,
    durationMs: evidence.runningForMs,
    range: [running.at, evidence.byteCount],
  };
}

/**
 * Each boot must settle at least one case, so that a cell ends. Where it settled none, the suite that had begun is given up; where none had
 * begun, the kernel does not boot and everything is.
 */
function giveUpOn(
  remaining: readonly CaseId[],
  isFruitless: boolean,
  { ending, record, backtrace }: { ending: Ending; record: TapRecord; backtrace: readonly StackFrame[] },
): { verdicts: CaseVerdict[]; remaining: CaseId[] } {
  if (!isFruitless) return { verdicts: [], remaining: [...remaining] };
  const isInBegunSuite = ({ suite }: CaseId): boolean => suite === record.lastSuite;
  const isGivenUp = remaining.some(isInBegunSuite) ? isInBegunSuite : (): boolean => true;
  const where = remaining.some(isInBegunSuite) ? 'before the first case of its suite' : 'before the first case';
  const cause = `the kernel stopped ${where}: ${ending.cause}`;
  return {
    // One of them tells how it came to that.
    verdicts: remaining
      .filter(isGivenUp)
      .map((id, index) => ({ ...unresolved(id, cause), backtrace: index === 0 ? backtrace : [] })),
    remaining: remaining.filter((id) => !isGivenUp(id)),
  };
}
