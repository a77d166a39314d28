// SPDX-License-Identifier: BSD-3-Clause
/**
 * The classic text that uktest prints through the kernel's log, as released trees have it: optional timestamps and level prefixes,
 * colours or none, `test: suite->case[: description]`, assertion lines padded with dots, no line at a case's end. A case ends where
 * the next one starts or where the kernel goes on to something else; what the end of the log means is for the reader of the events.
 */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8, LineCutter, type Line } from './lines.ts';
import type { ProtocolEvent, ProtocolReader } from './protocol-event.ts';

/** With colours on, the verdict stands on a coloured ground instead of in brackets. */
const COLOURED_VERDICT = /\x1b\[4[12]m (PASSED|FAILED) (?=\x1b)/g;
const ANSI = /\x1b\[[0-9;]*[A-Za-z]/g;
/** `[ seconds] Level: `, either part optional; a printf without newline may stand before it. */
const PREFIX = /(?:\[ *\d+\.\d+\] )?(?:(?:Info|dbg|Warn|ERR|CRIT|INFO|WARN|DEBG): +)/;
const LOG_LINE = new RegExp(`${PREFIX.source}(?<text>.*)$`);
const CASE = new RegExp(`(?:^|${PREFIX.source})test: *(?<suite>[^\\s>]+)->(?<name>[^\\s:]+)(?:: .*)?$`);
const ASSERTION = /^(?<text>.*?) ?\.+ \[ (?<verdict>PASSED|FAILED) \] *$/;
const PLACE = /^\s*in (?<file>\S.*?)\]?:(?<line>\d+)\]?\s*$/;
const TOTALS = /uktest:(?<what>suites|cases|assertions): +(?<total>\d+) total/;
const REFUSED = /Could not initialize test suite: (?<suite>\S+)/;
const HALTED = /(?:main returned (?<status>-?\d+)|Unikraft halted|Unikraft crashed)/;
/** Where the kernel goes on to `main`: the last case is over. */
const AFTER_TESTS = /(?:Calling main\(|Constructor table at|Pre-init table at|^Powered by\s*$)/;
/** Headlines of a kernel that cannot go on. `CRIT:` alone is none: passing tests print it too. */
const CRASHES = [
  /CRIT: .*?(Assertion failure: .*)$/,
  /(Crashing on first failure!)/,
  /(EL\d\w* \w+ (?:trap|exception) caught.*)$/,
  /(Unhandled [Tt]rap \d+.*)$/,
  /(Cannot handle (?:\w+ )?page fault at .*)$/,
  /CRIT: (?:.*> )?((?:Page fault|Stack overflow|Bus error|Unhandled trap|Stack smashing detected)\b.*)$/,
  /(Init function at \S+ returned error -?\d+)/,
];
/** What a crash report says behind its headline; the headline then is the first line of the report. */
const REPORT = /CRIT: (?:.*> )?(?:Backtrace:|Crashing)$/;
const CRITICAL = /CRIT: (?:\[\w+\] )?(?:<[^>]*> )?(?<text>.*)$/;
const FRAME = /CRIT: (?:.*> )?\s*(?<address>0x[0-9a-f]{4,16})$/;
const QUICK = /PASSED|FAILED|test:|CRIT|uktest:|[Tt]rap|Crash|page fault|halted|main|[Ii]nit|Constructor|Powered| in /;

interface OpenCase {
  readonly suite: string;
  readonly name: string;
  passed: number;
  failed: number;
  readonly failures: AssertionFailure[];
}

const plain = (text: string): string => text.replaceAll(COLOURED_VERDICT, '[ $1 ]').replaceAll(ANSI, '');

export class UktestReader implements ProtocolReader {
  readonly #lines = new LineCutter();
  #case: OpenCase | null = null;
  #caseAt = 0;
  #isCrashed = false;
  /** First of the `CRIT:` lines that came without another line of the log between them. */
  #critical: string | null = null;
  /** The line before failed, so this one may say where. */
  #isPlaceAwaited = false;
  #events: ProtocolEvent[] = [];

  push(chunk: Uint8Array): ProtocolEvent[] {
    for (const line of this.#lines.push(chunk)) this.#take(line);
    return this.#drain();
  }

  finish(): ProtocolEvent[] {
    if (this.#case !== null) {
      const { suite, name, passed, failed, failures } = this.#case;
      this.#events.push({ type: 'open-case', suite, name, assertions: { passed, failed }, failures, at: this.#caseAt });
    }
    return this.#drain();
  }

  #drain(): ProtocolEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #take(line: Line): void {
    // TAP lines of the same console are not for this reader.
    if (line.text.startsWith('@')) return;
    if (!line.text.includes('CRIT')) this.#critical = null;
    if (!QUICK.test(line.text)) return;
    const text = plain(line.text);
    if (this.#takeCase(text, line)) return;
    if (this.#takeAssertion(text)) return;
    if (this.#isPlaceAwaited && this.#takePlace(text)) return;
    this.#takeKernelWords(text, line);
  }

  #takeCase(text: string, line: Line): boolean {
    const { suite, name } = CASE.exec(text)?.groups ?? {};
    if (suite === undefined || name === undefined) return false;
    if (this.#isCrashed) {
      this.#isCrashed = false;
      this.#events.push({ type: 'survived', at: line.start });
    }
    this.#endCase(line.start);
    this.#caseAt = line.start;
    this.#case = { suite: asUtf8(suite), name: asUtf8(name), passed: 0, failed: 0, failures: [] };
    this.#events.push({ type: 'case-started', suite: this.#case.suite, name: this.#case.name, at: line.start });
    return true;
  }

  #takeAssertion(text: string): boolean {
    const body = LOG_LINE.exec(text)?.groups?.['text'] ?? text;
    const found = ASSERTION.exec(body)?.groups;
    if (found === undefined || this.#case === null) return false;
    this.#isPlaceAwaited = found['verdict'] === 'FAILED';
    if (found['verdict'] === 'PASSED') {
      this.#case.passed++;
    } else {
      this.#case.failed++;
      this.#case.failures.push({ text: asUtf8(found['text'] ?? '').trim(), file: null, line: null });
    }
    return true;
  }

  #takePlace(text: string): boolean {
    const body = LOG_LINE.exec(text)?.groups?.['text'] ?? text;
    const { file, line } = PLACE.exec(body)?.groups ?? {};
    this.#isPlaceAwaited = false;
    const failure = this.#case?.failures.pop();
    if (failure === undefined) return false;
    const isPlace = file !== undefined && line !== undefined;
    this.#case?.failures.push(isPlace ? { text: failure.text, file: asUtf8(file), line: Number(line) } : failure);
    return isPlace;
  }

  #takeKernelWords(text: string, line: Line): void {
    const at = line.start;
    const refused = REFUSED.exec(text)?.groups?.['suite'];
    if (refused !== undefined) {
      this.#endCase(at);
      this.#events.push({ type: 'suite-refused', suite: asUtf8(refused), cause: 'init function failed', at });
      return;
    }
    if (this.#takeCrash(text, at)) return;
    const totals = TOTALS.exec(text)?.groups;
    if (totals !== undefined) {
      const what = totals['what'] as 'suites' | 'cases' | 'assertions';
      this.#events.push({ type: 'totals', what, total: Number(totals['total']), at });
      return;
    }
    if (!this.#isCrashed && AFTER_TESTS.test(text)) this.#endCase(at);
    this.#takeHalt(text, at);
  }

  /** The first headline is the cause; what follows is its dump, of which only the backtrace is read. */
  #takeCrash(text: string, at: number): boolean {
    if (this.#isCrashed) {
      const address = FRAME.exec(text)?.groups?.['address'];
      if (address !== undefined) this.#events.push({ type: 'frame', address, at });
      return address !== undefined;
    }
    this.#critical ??= CRITICAL.exec(text)?.groups?.['text'] ?? null;
    const headline = this.#headlineIn(text);
    if (headline === null) return false;
    this.#isCrashed = true;
    this.#events.push({ type: 'crash', headline: asUtf8(headline), at });
    return true;
  }

  #headlineIn(text: string): string | null {
    for (const pattern of CRASHES) {
      const headline = pattern.exec(text)?.[1];
      if (headline !== undefined) return headline;
    }
    return REPORT.test(text) ? (this.#critical ?? 'Crashing') : null;
  }

  #takeHalt(text: string, at: number): void {
    const halted = HALTED.exec(text);
    if (halted === null) return;
    if (!this.#isCrashed) this.#endCase(at);
    const status = halted.groups?.['status'];
    this.#events.push({ type: 'halted', status: status === undefined ? null : Number(status), at });
  }

  #endCase(endAt: number): void {
    if (this.#case === null || this.#isCrashed) return;
    const { suite, name, passed, failed, failures } = this.#case;
    this.#case = null;
    this.#isPlaceAwaited = false;
    this.#events.push({
      type: 'case-ended',
      suite,
      name,
      result: { verdict: failed > 0 ? 'fail' : 'pass' },
      assertions: { passed, failed },
      failures,
      durationUs: null,
      at: endAt,
      endAt,
    });
  }
}
