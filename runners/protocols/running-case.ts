// SPDX-License-Identifier: BSD-3-Clause
/** The case that runs in the classic text of uktest, and what its own lines say of it: none of them is its end. */
import type { AssertionFailure } from '../../model/verdict.ts';
import { isOfLog, type LogForm, type LogRecord } from './kernel-log.ts';
import { asUtf8 } from './lines.ts';
import type { ProtocolEvent } from './protocol-event.ts';
import { addAssertion, caseEnded, caseLeftOpen, newCase, placeAssertion, type OpenCase } from './uktest-case.ts';
import { isOwnMessage, isPadded, readAssertion, readPlace, SKIPPED, type CaseName } from './uktest-line.ts';
import { BegunMessage } from './uktest-message.ts';

/** Where events go, and the place in the log that is read. */
export interface EventSink {
  readonly events: ProtocolEvent[];
  at: number;
}

export class RunningCase {
  readonly #sink: EventSink;
  #case: OpenCase | null = null;
  /** The case before, while none runs. */
  #ended: OpenCase | null = null;
  /** Where the line before stands: it did not pass, so this one may say where. */
  #placeless: AssertionFailure[] | null = null;
  readonly #begun = new BegunMessage();

  constructor(sink: EventSink) {
    this.#sink = sink;
  }

  get isOpen(): boolean {
    return this.#case !== null;
  }

  start(named: CaseName): void {
    this.end();
    const { suite, name } = (this.#case = newCase(named, this.#sink.at));
    this.#tell({ type: 'case-started', suite, name, at: this.#sink.at });
  }

  /** One line that is not the name of a case; false: not one of uktest's own. */
  take(record: LogRecord, form: LogForm): boolean {
    const { text } = record;
    if (this.#case === null && this.#ended === null) return this.#takeStray(text);
    const isPrinted = record.time === null && record.level === null;
    if (!isOfLog(record, form))
      return isPrinted && (isOwnMessage(text) ? this.#takeAssertion(text) : this.#takeContinued(text));
    // In a log without heads a program may say `opens .... [ FAILED ]`, too.
    if (isPrinted && !this.#begun.isBegun && !isPadded(text)) return this.#takePlace(text);
    return this.#takeAssertion(text) || this.#takePlace(text) || this.#takeSkip(text) || this.#takeBegun(text);
  }

  /** Whether it was a message of this case that the line breaks off. */
  breakOff(record: LogRecord): boolean {
    return this.#begun.breakOff(record);
  }

  /** `isTorn`: what it says behind this line may be lost. */
  markTorn(isTorn: boolean): void {
    if (this.#case !== null) this.#case.isEndTorn = isTorn;
  }

  markCrashed(): void {
    if (this.#case !== null) this.#case.isCrashed = true;
  }

  end(): void {
    this.#placeless = null;
    this.garble(this.#begun.drop());
    if (this.#case === null) return;
    if (this.#case.isCrashed) {
      this.leaveOpen();
      return;
    }
    this.#tell(...caseEnded(this.#case, this.#sink.at));
    this.#ended = this.#case;
    this.#case = null;
  }

  /** It will never report. */
  leaveOpen(): void {
    if (this.#case === null) return;
    this.#tell(...caseLeftOpen(this.#case));
    this.#case = null;
    this.#ended = null;
  }

  /** Another has begun whose name is lost: what follows is not of this one. */
  lose(): void {
    this.end();
    this.#ended = null;
    this.#tell({ type: 'case-lost', at: this.#sink.at });
  }

  garble(text: string | null): void {
    if (text === null) return;
    this.#tell({ type: 'garbled', text: asUtf8(text).trim().slice(0, 80), at: this.#sink.at });
  }

  #tell(...events: readonly ProtocolEvent[]): void {
    this.#sink.events.push(...events);
  }

  /** The line that names its case is lost. */
  #takeStray(text: string): boolean {
    const assertion = text.startsWith('\t') ? readAssertion(text) : null;
    if (assertion === null) return text.startsWith('\t  in ');
    this.#tell({ type: 'stray-assertion', isFailed: assertion.verdict === 'failed', at: this.#sink.at });
    return true;
  }

  /** Some kernels print the head once for a message of several lines; its width tells it from what another CPU printed. */
  #takeContinued(text: string): boolean {
    if (!this.#begun.isBegun || text.startsWith('\t')) return false;
    return this.#takeAssertion(text) || this.#takeBegun(text);
  }

  #takeAssertion(text: string): boolean {
    const assertion = readAssertion(text);
    if (assertion === null) return false;
    // What asserts after its end, as a thread that it left behind does, has not ended.
    this.#case ??= this.#ended;
    if (this.#case === null) return false;
    if (text.startsWith('\t')) this.garble(this.#begun.drop());
    if (this.#begun.isBegun && !this.#begun.isEndedBy(assertion)) return this.#dropTorn(text);
    this.#placeless = addAssertion(this.#case, assertion, this.#begun.before());
    this.#begun.drop();
    return true;
  }

  /** The end of another line, maybe of no assertion; of one that failed the place will tell. */
  #dropTorn(text: string): true {
    this.#begun.drop();
    this.#placeless = null;
    this.garble(text);
    return true;
  }

  /** Only one that did not pass has a place; one whose own line was lost has failed. */
  #takePlace(text: string): boolean {
    const place = readPlace(text);
    const list = this.#placeless;
    if (this.#case === null || place === null || !(list !== null || text.startsWith('\t  in '))) return false;
    placeAssertion(this.#case, list, place);
    this.#placeless = null;
    return true;
  }

  #takeSkip(text: string): boolean {
    const reason = SKIPPED.exec(text)?.groups?.['reason'];
    if (this.#case === null || reason === undefined) return false;
    this.#case.skipped = asUtf8(reason);
    return true;
  }

  #takeBegun(text: string): boolean {
    if (text.startsWith('\t')) {
      this.garble(this.#begun.drop());
      this.#begun.begin(text.slice(1));
    } else {
      this.#begun.goOn(text);
    }
    return false;
  }
}
