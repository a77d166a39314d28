// SPDX-License-Identifier: BSD-3-Clause
/**
 * Images that say their verdict by an exit status alone: the monitor's, or the one in a line `EXIT: STATUS=n`, which wins because not every
 * machine can hand a status to its monitor.
 */
import { constants } from 'node:os';
import { UserError } from '../../model/errors.ts';
import type { Verdict } from '../../model/verdict.ts';
import { endingOf, isKill, LineReader, singleResult, type EndFacts, type LogReader } from './log-reader.ts';
import type { Reading } from './reading.ts';

type StatusVerdict = Exclude<Verdict, 'timeout'>;

/** What a status means; `other` stands for all that are not named. */
export interface StatusMap {
  readonly known: ReadonlyMap<number, StatusVerdict>;
  readonly other: StatusVerdict;
  /** Of a machine that ends by a reset, which QEMU tells by no status of its own. */
  readonly reset: StatusVerdict;
}

export const ISA_DEBUG_EXIT = 'isa-debug-exit';
const PLAIN = 'plain';
const VERDICT_WORDS: readonly StatusVerdict[] = ['pass', 'fail', 'skip', 'crash', 'unresolved'];

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/**
 * QEMU's isa-debug-exit device makes `(value << 1) | 1` of what the guest writes: 0 is a pass. Automake's 77 for a skip is either what the
 * guest writes or, in kvm-unit-tests, what QEMU makes of it; 127 is what becomes of their abort().
 */
const DEBUG_EXIT: StatusMap = {
  known: new Map<number, StatusVerdict>([
    // No device gives these: QEMU ended of something else.
    ...range(0, 255).flatMap((status): [number, StatusVerdict][] =>
      status % 2 === 1 || isKill(status) ? [] : [[status, 'unresolved']],
    ),
    [1, 'pass'],
    [77, 'skip'],
    [127, 'crash'],
    [(77 << 1) | 1, 'skip'],
  ]),
  other: 'fail',
  reset: 'crash',
};

/** Processes, semihosting, the finisher of RISC-V's test machines: 0 is a pass. A shell tells a signal as 128 and its number. */
const PLAIN_STATUS: StatusMap = {
  known: new Map<number, StatusVerdict>([
    [0, 'pass'],
    [77, 'skip'],
    ...(['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV'] as const).map(
      (name): [number, StatusVerdict] => [128 + constants.signals[name], 'crash'],
    ),
  ]),
  other: 'fail',
  reset: 'crash',
};

const NAMED: ReadonlyMap<string, StatusMap> = new Map([
  [ISA_DEBUG_EXIT, DEBUG_EXIT],
  [PLAIN, PLAIN_STATUS],
]);

export const meaningOf = (status: number, { known, other }: StatusMap): StatusVerdict => known.get(status) ?? other;

/** What the monitor's end says; null where nobody knows the status, somebody killed the monitor or the machine crashed. */
export function monitorMeaning(
  { exitStatus: status, isReset, isKilled }: MonitorEnd,
  map: StatusMap,
): StatusVerdict | null {
  if (isReset) return map.reset === 'crash' ? null : map.reset;
  if (status === null || (isKilled && !map.known.has(status))) return null;
  return meaningOf(status, map);
}

const ENTRY = /^\s*(?:(?<key>other|reset)|(?<first>\d{1,3})(?:\s*-\s*(?<last>\d{1,3}))?)\s*=\s*(?<word>[a-z]+)\s*$/;

function readEntry(entry: string): { readonly key: 'other' | 'reset' | number[]; readonly verdict: StatusVerdict } {
  const { key, first = '', last = first, word } = ENTRY.exec(entry)?.groups ?? {};
  const verdict = VERDICT_WORDS.find((it) => it === word);
  if (verdict === undefined || Number(last) < Number(first))
    throw new UserError('option-value', `--status-map: ${JSON.stringify(entry)} says no verdict for a status`, {
      hint: `write ${ISA_DEBUG_EXIT}, ${PLAIN}, a list such as 33=pass,35=fail,128-255=crash, or both: ${PLAIN},2=skip`,
    });
  return { key: key === 'other' || key === 'reset' ? key : range(Number(first), Number(last)), verdict };
}

/** `isa-debug-exit`, `plain`, a list as `33=pass,35-37=fail,other=crash`, or one of the names and what a list says otherwise. */
export function parseStatusMap(text: string): StatusMap {
  const [first = '', ...rest] = text.split(',');
  const named = NAMED.get(first.trim());
  const known = new Map(named?.known);
  const entries = (named === undefined ? [first, ...rest] : rest).map(readEntry);
  // Who names only what is good means that all else is not.
  const unnamed = entries.some(({ verdict }) => verdict === 'fail') ? 'unresolved' : 'fail';
  let { other, reset }: Omit<StatusMap, 'known'> = named ?? { other: unnamed, reset: 'crash' };
  for (const { key, verdict } of entries) {
    if (key === 'other') other = verdict;
    else if (key === 'reset') reset = verdict;
    else for (const status of key) known.set(status, verdict);
  }
  return { known, other, reset };
}

type MonitorEnd = Pick<EndFacts, 'exitStatus' | 'isReset' | 'isKilled'>;

/** What was said of an image beforehand. */
interface Meant {
  readonly protocol: string;
  readonly statusMap?: string | undefined;
}

/** These read the status themselves. */
const READ_STATUS = new Set(['uktest', 'prefix-lines', 'exit-code']);

/** Where somebody said what statuses mean, one that means a failure contradicts results that are all good, whatever the protocol. */
export function heedStatus(reading: Reading, facts: MonitorEnd, { protocol, statusMap }: Meant): Reading {
  if (statusMap === undefined || READ_STATUS.has(protocol)) return reading;
  const map = parseStatusMap(statusMap);
  // Not every machine has a device for it: one that is switched off says nothing by that, unless somebody said so.
  const isSwitchedOff = facts.exitStatus === 0 && !map.known.has(0);
  const meaning = isSwitchedOff ? null : monitorMeaning(facts, map);
  const cases = reading.suites.flatMap((suite) => suite.cases);
  const isGood = cases.every(
    ({ verdict, promised }) => verdict === 'pass' || verdict === 'skip' || promised === 'fail',
  );
  const isSilent = reading.end === 'complete' && reading.cause === null && cases.length > 0 && isGood;
  const isUnknown = meaning === 'unresolved' && !map.known.has(facts.exitStatus ?? 0);
  if (!isSilent || (meaning !== 'fail' && meaning !== 'crash' && !isUnknown)) return reading;
  return { ...reading, cause: `exit status ${facts.exitStatus ?? ''} (${meaning}) after results that are all good` };
}

/** To a reader that knows no map, each status but 0 looks like an exit in the middle. */
function asPlainStatus(facts: MonitorEnd, { protocol, statusMap }: Meant): number | null {
  if (statusMap === undefined || READ_STATUS.has(protocol)) return facts.exitStatus;
  const meaning = monitorMeaning({ ...facts, isReset: false }, parseStatusMap(statusMap));
  return meaning === 'pass' || meaning === 'skip' ? 0 : facts.exitStatus;
}

/** The whole reading, by what somebody said that statuses mean. */
export function finishReading(reader: LogReader, facts: MonitorEnd, meant: Meant): Reading {
  return heedStatus(reader.finish(asPlainStatus(facts, meant), facts.isReset, facts.isKilled), facts, meant);
}

/** QEMU's status when it cannot build the machine or load the image. */
const FAILED_STATUS = 1;
/** What it says then, as opposed to warnings. */
const COMPLAINT = /^qemu-system-\w+: (?!warning:|info:|terminating on signal )\S/;

const EXIT = /^EXIT: STATUS=(?<status>\d{1,9})\s*$/;

export class ExitCodeReader extends LineReader {
  readonly #suite: string;
  readonly #name: string;
  readonly #statusMap: StatusMap;
  #status: number | null = null;
  /** QEMU's own last words. */
  #complaint: string | null = null;

  constructor(suite: string, name: string, statusMap: StatusMap) {
    super();
    this.#suite = suite;
    this.#name = name;
    this.#statusMap = statusMap;
  }

  protected override take(text: string): void {
    const status = EXIT.exec(text)?.groups?.['status'];
    if (status !== undefined) this.#status = Number(status);
    if (text.trim() !== '') this.#complaint = COMPLAINT.test(text) ? text.trim().slice(0, 300) : null;
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    if (this.#status === null && facts.exitStatus === FAILED_STATUS && this.#complaint !== null)
      return this.#neverRan(this.#complaint);
    const status = this.#status ?? facts.exitStatus;
    const { end, cause } = this.#ending(facts);
    const verdict = this.#verdict(status, end, facts);
    const isGood = verdict === 'pass' || verdict === 'skip';
    const reason = cause ?? (isGood ? null : `exit status ${status ?? 'unknown'}`);
    const failures = verdict === 'fail' ? [{ text: `exit status ${status ?? 'unknown'}`, file: null, line: null }] : [];
    const reading = { ...singleResult(this.#name, verdict, failures), ...(reason === null ? {} : { reason }) };
    return { suites: [{ name: this.#suite, cases: [reading] }], end, cause, findings: this.findings };
  }

  #neverRan(complaint: string): Reading {
    const cause = `the monitor gave up with status ${FAILED_STATUS}: ${complaint}`;
    const reading = { ...singleResult(this.#name, 'unresolved'), reason: cause };
    return { suites: [{ name: this.#suite, cases: [reading] }], end: 'truncated', cause, findings: this.findings };
  }

  #ending(facts: Omit<EndFacts, 'missing'>): Pick<Reading, 'end' | 'cause'> {
    if (this.#status === null && monitorMeaning(facts, this.#statusMap) === null)
      return endingOf({ ...facts, missing: 'no exit status of the guest' });
    return { end: 'complete', cause: null };
  }

  #verdict(status: number | null, end: Reading['end'], facts: MonitorEnd): Verdict {
    if (end === 'hang') return 'timeout';
    if (end === 'crash') return 'crash';
    if (end === 'truncated') return 'unresolved';
    if (status === null) return monitorMeaning(facts, this.#statusMap) ?? 'unresolved';
    return meaningOf(status, this.#statusMap);
  }
}
