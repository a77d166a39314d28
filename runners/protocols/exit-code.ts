// SPDX-License-Identifier: BSD-3-Clause
/**
 * Images that say their verdict by an exit status alone: the monitor's, or the one in a line `EXIT: STATUS=n`, which wins because not every
 * machine can hand a status to its monitor.
 */
import { UserError } from '../../model/errors.ts';
import type { Verdict } from '../../model/verdict.ts';
import { endingOf, LineReader, singleResult, type EndFacts, type LogReader } from './log-reader.ts';
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

/**
 * QEMU's isa-debug-exit device makes `(value << 1) | 1` of what the guest writes: 0 is a pass. Automake's 77 for a skip is either what the
 * guest writes or, in kvm-unit-tests, what QEMU makes of it; 127 is what becomes of their abort().
 */
const DEBUG_EXIT: StatusMap = {
  known: new Map<number, StatusVerdict>([
    [0, 'unresolved'],
    [1, 'pass'],
    [77, 'skip'],
    [127, 'crash'],
    [(77 << 1) | 1, 'skip'],
  ]),
  other: 'fail',
  reset: 'crash',
};

/** Processes and semihosting: 0 is a pass. */
const PLAIN_STATUS: StatusMap = {
  known: new Map<number, StatusVerdict>([
    [0, 'pass'],
    [77, 'skip'],
  ]),
  other: 'fail',
  reset: 'crash',
};

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

/** `isa-debug-exit`, `plain`, or a list as `33=pass,35=fail,other=unresolved`. */
export function parseStatusMap(text: string): StatusMap {
  if (text === ISA_DEBUG_EXIT) return DEBUG_EXIT;
  if (text === PLAIN) return PLAIN_STATUS;
  const known = new Map<number, StatusVerdict>();
  let other: StatusVerdict = 'fail';
  let reset: StatusVerdict = 'crash';
  for (const entry of text.split(',')) {
    const [, key = '', word = ''] = /^\s*(\d{1,3}|other|reset)\s*=\s*([a-z]+)\s*$/.exec(entry) ?? [];
    const verdict = VERDICT_WORDS.find((it) => it === word);
    if (verdict === undefined)
      throw new UserError('option-value', `--status-map: ${JSON.stringify(entry)} says no verdict for a status`, {
        hint: `write ${ISA_DEBUG_EXIT}, ${PLAIN}, or a list such as 33=pass,35=fail,other=unresolved`,
      });
    if (key === 'other') other = verdict;
    else if (key === 'reset') reset = verdict;
    else known.set(Number(key), verdict);
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
  if (!isSilent || (meaning !== 'fail' && meaning !== 'crash')) return reading;
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

const EXIT = /^EXIT: STATUS=(?<status>\d{1,9})\s*$/;

export class ExitCodeReader extends LineReader {
  readonly #suite: string;
  readonly #name: string;
  readonly #statusMap: StatusMap;
  #status: number | null = null;

  constructor(suite: string, name: string, statusMap: StatusMap) {
    super();
    this.#suite = suite;
    this.#name = name;
    this.#statusMap = statusMap;
  }

  protected override take(text: string): void {
    const status = EXIT.exec(text)?.groups?.['status'];
    if (status !== undefined) this.#status = Number(status);
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    const status = this.#status ?? facts.exitStatus;
    const { end, cause } = this.#ending(facts);
    const verdict = this.#verdict(status, end, facts);
    const isGood = verdict === 'pass' || verdict === 'skip';
    const reason = cause ?? (isGood ? null : `exit status ${status ?? 'unknown'}`);
    const failures = verdict === 'fail' ? [{ text: `exit status ${status ?? 'unknown'}`, file: null, line: null }] : [];
    const reading = { ...singleResult(this.#name, verdict, failures), ...(reason === null ? {} : { reason }) };
    return { suites: [{ name: this.#suite, cases: [reading] }], end, cause, findings: this.findings };
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
