// SPDX-License-Identifier: BSD-3-Clause
/**
 * The classic text that uktest prints through the kernel's log, as released trees (0.12 to 0.17) have it: `test: suite->case[: description]`,
 * then assertion lines `TEXT ..... [ PASSED ]` (the ground is coloured instead of the brackets where colours are on), `in FILE:LINE` under
 * a failed one, and no line at a case's end. A case ends where the next one starts or where the boot goes on to something else; one whose
 * end nothing shows stays open. What the end of the log means is for the reader of the events.
 */
import { BootWatch } from './boot-watch.ts';
import { BrokenLine, withOwnVerdict, type PlainLine } from './broken-line.ts';
import { CollectorPrefix } from './collector-prefix.ts';
import { CrashFrames } from './crash-frames.ts';
import { isDump, isHeadline, isMaybeHandled, STOP_ON_FAILURE } from './crash-words.ts';
import { isForeignCase, namesCase, unglued } from './glued-lines.ts';
import {
  formOf,
  isBareForm,
  isGarbled,
  isMaybeCase,
  isOfLog,
  readRecords,
  type LogForm,
  type LogRecord,
} from './kernel-log.ts';
import { asLatin1, asUtf8, LineCutter, type Line } from './lines.ts';
import type { ProtocolEvent, ProtocolReader } from './protocol-event.ts';
import { RunningCase, type EventSink } from './running-case.ts';
import { TornLines } from './torn-lines.ts';
import {
  AFTER_TESTS,
  BANNER,
  BEGUN_COLOUR,
  BEGUN_LEVEL,
  DIED,
  HALTED,
  HALTING,
  INIT_FAILED,
  INITS,
  isCalm,
  isCutInLog,
  isOrderly,
  isOfBootCode,
  isLogLike,
  KILLED,
  MAIN_RETURNED,
  NO_RETURN,
  readAssertion,
  readCase,
  readTag,
  readTotals,
  REFUSED,
} from './uktest-line.ts';

/** Its end is the end of a name. */
const isNaming = ({ isTagged, text }: LogRecord): boolean =>
  (!isTagged && text.startsWith('test:')) || REFUSED.test(text);

export class UktestReader implements ProtocolReader {
  readonly #lines = new LineCutter();
  readonly #sink: EventSink = { events: [], at: 0 };
  readonly #case = new RunningCase(this.#sink);
  /** How the log looks: what the first line that named a case had before it, as little as a filter may have left. */
  #form: LogForm = { hasTimes: false, hasLevels: false };
  #isFormKnown = false;
  /** The same of what others than uktest log: from 0.18 on these have levels, even where uktest prints none. */
  #othersForm: LogForm | null = null;
  #isLogSeen = false;
  /** Lines of this level from others than uktest, which goes around it. */
  #isInfoSeen = false;
  #isBannerSeen = false;
  readonly #boots = new BootWatch();
  readonly #collector: CollectorPrefix;
  #isCrashed = false;
  #isHalted = false;
  #isMoreFound = false;
  #frames = new CrashFrames();
  /** First of the critical lines that came without another line of the log between them. */
  #critical: LogRecord | null = null;
  /** As far as the kernel says: it calls its init functions, it goes on to main(), it ends in order. */
  #stage: 'boot' | 'inits' | 'main' | 'end' = 'boot';
  readonly #broken = new BrokenLine();
  readonly #torn = new TornLines();
  /** Somewhere in the line that is read, as only uktest does. */
  #isCaseNamed = false;
  /** uktest names its cases so, in this boot. */
  #areCasesReset = false;
  /** What the one that ran the kernel last said of its own end. */
  #died: string | null = null;

  /** `head`: what the log begins with, Latin-1, where it was collected by somebody else. */
  constructor(head = '') {
    this.#collector = new CollectorPrefix(head);
  }

  push(chunk: Uint8Array): ProtocolEvent[] {
    this.#lines.visit(asLatin1(chunk), (text, from, to, start, end) => {
      this.#takeLine({ text: text.slice(from, to), start, end });
    });
    return this.#sink.events.splice(0);
  }

  finish(): ProtocolEvent[] {
    const rest = this.#lines.rest();
    if (rest !== null) this.#takeRest(rest);
    else this.#judgeLastWords();
    for (const line of this.#broken.rest()) this.#takeRecords(this.#recordsOf(line));
    this.#case.leaveOpen();
    const isEndHidden = this.#form.hasLevels && this.#isBannerSeen && !this.#isInfoSeen && !this.#isCrashed;
    if (isEndHidden) this.#tell({ type: 'end-hidden', at: this.#sink.at });
    if (!this.#isLogSeen && !this.#isFormKnown) this.#tell({ type: 'no-log', at: 0 });
    return this.#sink.events.splice(0);
  }

  /** The last line lacks its end: what it says in full still counts, and a name may be cut short. */
  #takeRest(line: Line): void {
    this.#sink.at = line.start;
    const text = this.#collector.strip(line.text);
    if (text === '' || this.#isHeadBegun(text) || this.#collector.isBegun(line.text)) {
      const isInLog = text !== '' || BEGUN_COLOUR.test(line.text);
      if (isInLog) this.#tell({ type: 'cut', isInLog, at: this.#sink.at });
      // Colours, and zero bytes from 0.18 on, stand behind the end of a message's line.
      else this.#judgeLastWords();
      return;
    }
    const lines = [
      ...this.#broken.take({ text, raw: line.text, isMended: false }, this.#knownForm),
      ...this.#broken.rest(),
    ];
    const records = lines.flatMap((one) => this.#recordsOf(one));
    const last = records.at(-1);
    for (const record of records) {
      if (record !== last) this.#takeRecord(record);
      else if (!isNaming(record)) this.#readRecord(record);
      else if (isOfLog(record, this.#form) && !this.#isForeign(line.text)) this.#case.end();
    }
    const isEndBegun = line.end - line.start > line.text.length;
    if (last === undefined || ((isEndBegun || readAssertion(last.text) === null) && !HALTED.test(last.text))) {
      this.#tell({ type: 'cut', isInLog: last !== undefined && isCutInLog(last), at: this.#sink.at });
    }
  }

  #tell(event: ProtocolEvent): void {
    this.#sink.events.push(event);
  }

  get #knownForm(): LogForm | null {
    return this.#isFormKnown ? this.#form : null;
  }

  #takeLine(line: Line): void {
    // TAP lines of the same console are not for this reader; a blank there is inside of a head that was broken.
    if (line.text.startsWith('@') && !line.text.startsWith('@ ')) return;
    this.#sink.at = line.start;
    const plain = { text: this.#collector.strip(line.text), raw: line.text, isMended: false };
    const records = this.#recordsOf(plain);
    if (!this.#broken.concerns(plain.text, records, this.#knownForm)) this.#takeRecords(records);
    else for (const one of this.#broken.take(plain, this.#knownForm)) this.#takeRecords(this.#recordsOf(one));
  }

  #recordsOf(line: PlainLine): readonly LogRecord[] {
    const records = this.#readLine(line);
    const last = records.at(-1);
    return line.isBrokenOff === undefined || last === undefined
      ? records
      : [...records.slice(0, -1), { ...last, isRunInto: true }];
  }

  #readLine({ text, raw, isMended }: PlainLine): readonly LogRecord[] {
    this.#isCaseNamed = namesCase(raw);
    if (!isMended && this.#isForeign(raw)) return readRecords(text, false).map((record) => this.#foreign(record));
    const isBare = isBareForm(this.#knownForm);
    const records = withOwnVerdict(readRecords(text, isBare));
    if (!isBare && !records.some(({ isTagged }) => isTagged)) return records;
    return records.flatMap((record) => (record.isTagged || isBare ? unglued(record, this.#isCaseNamed) : [record]));
  }

  #isForeign(raw: string): boolean {
    return this.#areCasesReset && isForeignCase(raw);
  }

  /** A library may log what looks like a case. */
  #foreign(record: LogRecord): LogRecord {
    const { text } = record;
    const isOthers = isOfLog(record, this.#form) && text.startsWith('test: ') && readAssertion(text) === null;
    return isOthers ? { ...record, isTagged: true } : record;
  }

  /** Where lines begin with their level: all that came of one is a part of that. */
  #isHeadBegun(text: string): boolean {
    const { hasLevels, hasTimes } = this.#form;
    return hasLevels && !hasTimes && BEGUN_LEVEL.test(text);
  }

  #takeRecords(records: readonly LogRecord[]): void {
    for (const record of records) this.#takeRecord(record);
  }

  #takeRecord(record: LogRecord): void {
    const isRead = this.#readRecord(record);
    if (this.#isCrashed) return;
    if (isRead && !record.isTagged) this.#settle();
    else this.#lookForTorn(record, isGarbled(record, this.#form, isRead));
  }

  /** A line of uktest's own: the case goes on, whatever was lost before. */
  #settle(): void {
    this.#torn.clear();
    this.#case.markTorn(false);
  }

  #lookForTorn(record: LogRecord, isTorn: boolean): void {
    const hidden = this.#torn.see(record, this.#form);
    const isBroken = isTorn && !this.#case.breakOff(record);
    if (!isBroken && hidden === null) return;
    this.#case.garble(record.text);
    if (hidden === 'case' || isMaybeCase(record.text)) this.#case.lose();
    else this.#case.markTorn(true);
  }

  #readRecord(record: LogRecord): boolean {
    if (this.#boots.isAgain(record)) this.#restart();
    if (this.#critical !== null && isCalm(record)) this.#critical = null;
    if (!this.#isFormKnown && record.isTagged) this.#form = formOf(record);
    if (record.time !== null || record.level !== null || record.isTagged) this.#isLogSeen = true;
    if (DIED.test(record.text)) this.#died ??= record.text;
    else if (isLogLike(record)) this.#died = null;
    this.#isInfoSeen ||= record.isTagged && (record.level === 'Info' || record.level === 'dbg');
    if (record.isTagged) this.#othersForm ??= formOf(record);
    if (this.#takeUktest(record)) return true;
    if (isOfLog(record, this.#othersForm ?? this.#form)) return this.#takeKernelWords(record);
    if (BANNER.test(record.text)) {
      this.#isBannerSeen = true;
      this.#stage = 'main';
      this.#case.end();
    } else if (KILLED.test(record.text)) {
      this.#tell({ type: 'killed', text: record.text.trim(), at: this.#sink.at });
    }
    return false;
  }

  #findMore({ text }: LogRecord): void {
    if (this.#isMoreFound || text.trim() === '') return;
    this.#isMoreFound = true;
    const shown = asUtf8(text).slice(0, 80);
    this.#tell({
      type: 'malformed',
      text: `output goes on after the kernel had halted: ${shown}`,
      at: this.#sink.at,
    });
  }

  #restart(): void {
    if (this.#case.isOpen && !this.#isCrashed) this.#crash('the machine restarted');
    this.#case.leaveOpen();
    this.#tell({ type: 'restarted', at: this.#sink.at });
    this.#isFormKnown = false;
    this.#othersForm = null;
    this.#areCasesReset = false;
    this.#isCrashed = false;
    this.#isHalted = false;
    this.#isMoreFound = false;
    this.#stage = 'boot';
    this.#critical = null;
  }

  #takeUktest(record: LogRecord): boolean {
    if (record.isTagged) return false;
    return record.text.startsWith('test:') ? this.#takeCase(record) : this.#case.take(record, this.#form);
  }

  #takeCase(record: LogRecord): boolean {
    // A program that prints such a line prints it without the head that the log has.
    const isLogSeen = this.#isFormKnown || this.#stage === 'main';
    if (isLogSeen && !isOfLog(record, this.#form) && !this.#isCaseNamed) return false;
    // One that another CPU broke off may have a longer name.
    const named = record.isRunInto ? null : readCase(record.text);
    if (named === null) return false;
    if (this.#isHalted) this.#restart();
    if (this.#isCrashed) this.#survive();
    this.#case.start(named);
    this.#areCasesReset ||= this.#isCaseNamed;
    if (!this.#isFormKnown) this.#form = formOf(record);
    this.#isFormKnown = true;
    return true;
  }

  #survive(): void {
    this.#isCrashed = false;
    this.#tell({ type: 'survived', at: this.#sink.at });
  }

  #takeKernelWords(record: LogRecord): boolean {
    const { text, level } = record;
    if (this.#isHalted) this.#findMore(record);
    if (!this.#isCrashed && isOfBootCode(record)) this.#case.end();
    if ((level === 'CRIT' || level === null) && this.#takeCritical(record)) return true;
    if (this.#isCrashed) return this.#takeHalt(text);
    if ((level === 'ERR' || level === null) && this.#takeRefusal(text)) return true;
    const totals = readTotals(text);
    if (totals !== null) {
      this.#case.end();
      this.#tell({ type: 'totals', ...totals, at: this.#sink.at });
      return true;
    }
    if (AFTER_TESTS.test(text) || BANNER.test(text)) {
      this.#stage = 'main';
      this.#case.end();
      return true;
    }
    if (INITS.test(text)) this.#stage = 'inits';
    return this.#takeHalt(text);
  }

  /** The first headline is the cause; what follows is its dump, of which only the backtrace is read. */
  #takeCritical(record: LogRecord): boolean {
    const { text, level, tag } = record;
    if (this.#isCrashed) return this.#takeFrame(text);
    if (isHeadline(text)) return this.#crash(text, tag);
    if (isDump(text)) {
      const { text: headline = `a crash dump without a word of why: ${text.trim()}`, tag: place = null } =
        this.#critical ?? {};
      return this.#crash(headline, place, text);
    }
    if (level === 'CRIT' && text.trim() !== '') this.#critical ??= record;
    return false;
  }

  #takeFrame(text: string): boolean {
    const link = this.#frames.takeLink(text);
    if (link !== null) this.#tell({ type: 'link', address: link, at: this.#sink.at });
    const address = this.#frames.take(text);
    if (address === null) return link !== null;
    this.#tell({ type: 'frame', address, at: this.#sink.at });
    return true;
  }

  #takeRefusal(text: string): boolean {
    const suite = REFUSED.exec(text)?.groups?.['suite'];
    if (suite !== undefined) {
      this.#case.end();
      this.#tell({ type: 'suite-refused', suite: asUtf8(suite), cause: 'init function failed', at: this.#sink.at });
      return true;
    }
    if (!INIT_FAILED.test(text)) return false;
    this.#case.end();
    this.#crash(text);
    return true;
  }

  #takeHalt(text: string): boolean {
    const status = MAIN_RETURNED.exec(text)?.groups?.['status'];
    if (status !== undefined) return this.#end(Number(status));
    const target = HALTING.exec(text)?.groups?.['target'];
    if (target !== undefined && !isOrderly(target) && this.#stage !== 'end' && !this.#isCrashed) this.#crash(text);
    if (target !== undefined) this.#stage = 'end';
    if (target !== undefined && !this.#isCrashed) this.#case.end();
    if (!HALTED.test(text)) return target !== undefined;
    if (this.#stage !== 'end' && !this.#isCrashed) this.#judgeSuddenHalt();
    this.#end(null);
    this.#isHalted = true;
    this.#areCasesReset = false;
    return true;
  }

  /** From `main` on a program may halt the kernel itself; before, in a case, or after a critical line, that is no order. */
  #judgeSuddenHalt(): void {
    if (this.#critical !== null) this.#crash(this.#critical.text, this.#critical.tag);
    else if (this.#case.isOpen) this.#crash('the kernel halted inside of a case');
    else if (this.#stage === 'inits') this.#crash('the kernel halted before it came to main()');
    else if (this.#stage === 'main') this.#tell({ type: 'malformed', text: NO_RETURN, at: this.#sink.at });
  }

  /** A kernel that gives up says why, critically, and at many levels no more than that; faults alone may be handled after all. */
  #judgeLastWords(): void {
    const words = this.#critical;
    if (this.#isCrashed || this.#stage === 'end') return;
    if (words !== null && !isMaybeHandled(words.text)) this.#crash(words.text, words.tag);
    else if (this.#died !== null) this.#crash(this.#died);
  }

  #end(status: number | null): true {
    this.#stage = 'end';
    if (!this.#isCrashed) this.#case.end();
    this.#tell({ type: 'halted', status, at: this.#sink.at });
    return true;
  }

  #crash(headline: string, tag: string | null = null, line = headline): true {
    this.#isCrashed = true;
    this.#frames = new CrashFrames();
    this.#case.markCrashed();
    const words = asUtf8(headline).trim();
    // It has no end of its line: a screen's title stands behind it.
    const isStop = words.startsWith(STOP_ON_FAILURE);
    this.#tell({ type: 'crash', headline: isStop ? STOP_ON_FAILURE : words, at: this.#sink.at });
    const place = readTag(tag);
    if (place !== null) this.#tell({ type: 'crash-place', ...place, at: this.#sink.at });
    this.#takeFrame(line);
    return true;
  }
}
