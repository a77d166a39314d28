// SPDX-License-Identifier: BSD-3-Clause
/**
 * Any TAP 14 with uktest's comments, however wrong: the structure is tap-parser's business
 * (https://testanything.org/tap-version-14-specification.html), the comments are ours.
 */
import { createRequire } from 'node:module';
import type * as TapParser from 'tap-parser';
import type { Parser, Result } from 'tap-parser';
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8, type Span } from './lines.ts';
import type { CaseResult, Place, ProtocolEvent } from './protocol-event.ts';
import { hasAllTotals, readFailure, readPlace, readTotals } from './tap-line.ts';
import { TapStructure } from './tap-structure.ts';

interface RunningCase {
  readonly suite: string;
  readonly name: string;
  readonly failures: AssertionFailure[];
  endAt: number;
  isEnded: boolean;
  /** Known of a case that a crash ended. */
  passedCount: number;
  after: Place | null;
}

const COMMENT = /^\s*# (Subtest|Case|Failed|Crashed|Init failed|List|End): (.*)$/s;

const DIAGNOSIS_INDENT = ' '.repeat(6);
const COUNT = /^ {6}\w+: [\w.+-]+$/;

/** Loaded when the first console needs it, with its YAML parser: an orderly run does not. */
const load = createRequire(import.meta.url);

export class ThoroughTap {
  readonly #Parser = (load('tap-parser') as typeof TapParser).Parser;
  #parser = this.#newParser();
  /** By suite and case: results come one line later than the case, when tap-parser knows that no diagnosis follows. */
  readonly #cases = new Map<string, RunningCase>();
  #current: RunningCase | null = null;
  #suite = '';
  readonly #structure = new TapStructure();
  #hasVersion = false;
  #isDiagnosis = false;
  #at = 0;
  #events: ProtocolEvent[] = [];

  #newParser(): Parser {
    const parser = new this.#Parser();
    parser.on('child', (child: Parser) => {
      this.#watchSuite(child);
    });
    parser.on('assert', (result: Result) => {
      this.#endSuite(result);
    });
    return parser;
  }

  /** `text` is the line without its marker. */
  take(text: string, line: Span): ProtocolEvent[] {
    this.#at = line.start;
    const [, word, rest = ''] = COMMENT.exec(text) ?? [];
    if (word === undefined && text.startsWith('    ') && this.#current !== null) this.#current.endAt = line.end;
    if (text.startsWith('TAP version ')) this.#takeVersion(line);
    for (const contradiction of this.#structure.take(asUtf8(text))) this.#malformed(contradiction);
    if (!this.#isChatter(text)) this.#parser.write(`${asUtf8(text)}\n`);
    // After what this line ended.
    if (word !== undefined) this.#takeComment(word, asUtf8(rest), line);
    return this.#drain();
  }

  /** Of a diagnosis only counts are of use. All else in it is the guest's own, and a YAML parser may have opinions on that. */
  #isChatter(text: string): boolean {
    const isInside = this.#isDiagnosis && text.startsWith(DIAGNOSIS_INDENT);
    this.#isDiagnosis = text === `${DIAGNOSIS_INDENT}---` || (isInside && text !== `${DIAGNOSIS_INDENT}...`);
    return isInside && this.#isDiagnosis && !COUNT.test(text);
  }

  finish(): ProtocolEvent[] {
    this.#parser.end();
    const open = [...this.#cases.values()].at(-1);
    if (open !== undefined && !open.isEnded) {
      const { suite, name, failures, passedCount, after } = open;
      const assertions = { passed: passedCount, failed: failures.length };
      this.#events.push({ type: 'open-case', suite, name, assertions, failures, after, at: this.#at });
    }
    return this.#drain();
  }

  #drain(): ProtocolEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** A result is told once tap-parser knows that no diagnosis follows: what is left of the story so far comes before the new one. */
  #takeVersion(line: Span): void {
    if (this.#hasVersion) {
      this.#parser.end();
      this.#parser = this.#newParser();
      this.#events.push({ type: 'restarted', at: line.start });
    }
    this.#hasVersion = true;
  }

  #takeComment(word: string, rest: string, line: Span): void {
    const at = line.start;
    switch (word) {
      case 'Subtest':
        this.#current = null;
        this.#suite = rest;
        this.#events.push({ type: 'suite-started', suite: rest, at });
        return;
      case 'Case':
        this.#startCase(rest, line);
        return;
      case 'Failed':
        if (this.#current === null || this.#current.isEnded)
          this.#malformed(`a failed assertion outside of any case: ${rest}`);
        else this.#current.failures.push(readFailure(rest));
        return;
      case 'Crashed':
        this.#crashedIn(rest);
        return;
      case 'Init failed':
        this.#events.push({ type: 'suite-refused', suite: this.#suite, cause: `init function returned ${rest}`, at });
        return;
      case 'List':
        this.#listCase(rest, at);
        return;
      default:
        this.#end(rest, at);
    }
  }

  #startCase(name: string, line: Span): void {
    const running: RunningCase = {
      suite: this.#suite,
      name,
      failures: [],
      endAt: line.end,
      isEnded: false,
      passedCount: 0,
      after: null,
    };
    const key = `${running.suite}.${name}`;
    if (this.#cases.has(key)) this.#malformed(`case ${key} started twice`);
    this.#cases.set(key, running);
    this.#current = running;
    this.#events.push({ type: 'case-started', suite: running.suite, name, at: line.start });
  }

  /** A crashing kernel's last words: `NAME passed=N failed=N after FILE:LINE`. */
  #crashedIn(rest: string): void {
    const running = this.#current;
    const [, name, passed, place = ''] = /^(\S+) passed=(\d{1,9}) failed=\d{1,9} after (\S.*)$/.exec(rest) ?? [];
    if (running === null || name !== running.name) return;
    running.passedCount = Number(passed);
    running.after = readPlace(place);
  }

  #listCase(rest: string, at: number): void {
    const [, suite, name, place = ''] = /^([^.\s]+)\.(\S+)(?: (.*))?$/.exec(rest) ?? [];
    if (suite === undefined || name === undefined) {
      this.#malformed(`a list line that names no case: ${rest}`);
      return;
    }
    const { file, line } = readPlace(place) ?? { file: null, line: null };
    this.#events.push({ type: 'listed', suite, name, file, line, at });
  }

  #end(rest: string, at: number): void {
    this.#current = null;
    const totals = readTotals(rest);
    if (rest.startsWith('list ')) {
      this.#events.push({ type: 'list-end', cases: totals.cases, at });
      return;
    }
    if (!hasAllTotals(totals)) this.#malformed(`an end line without its totals: ${rest}`);
    this.#events.push({ type: 'end', totals, at });
  }

  #watchSuite(child: Parser): void {
    const suite = child.name;
    child.on('assert', (result: Result) => {
      this.#endCase(suite, result);
    });
  }

  #endCase(suite: string, result: Result): void {
    const { name } = result;
    const running = this.#cases.get(`${suite}.${name}`);
    if (running === undefined) {
      this.#malformed(`a result for ${suite}.${name}, which never started`);
      return;
    }
    running.isEnded = true;
    if (result.tapError !== null) this.#malformed(`${suite}.${name}: ${result.tapError}`);
    const assertions = {
      passed: readCount(result.diag, 'passed') ?? 0,
      failed: readCount(result.diag, 'failed') ?? 0,
    };
    if (result.ok && (assertions.failed > 0 || running.failures.length > 0))
      this.#malformed(`${suite}.${name} is reported ok after a failed assertion`);
    this.#events.push({
      type: 'case-ended',
      suite,
      name,
      result: readResult(result),
      assertions,
      failures: running.failures,
      durationUs: readCount(result.diag, 'duration_us'),
      at: this.#at,
      endAt: running.endAt,
    });
  }

  #endSuite(result: Result): void {
    this.#events.push({ type: 'suite-ended', suite: result.name, isOk: result.ok, at: this.#at });
  }

  #malformed(text: string): void {
    this.#events.push({ type: 'malformed', text, at: this.#at });
  }
}

/** A test point that is both failed and skipped is failed: a skip hides nothing. */
function readResult({ ok, skip }: Result): CaseResult {
  if (!ok) return { verdict: 'fail' };
  if (skip === false) return { verdict: 'pass' };
  return { verdict: 'skip', reason: typeof skip === 'string' ? skip : '' };
}

function readCount(diagnosis: unknown, name: string): number | null {
  if (typeof diagnosis !== 'object' || diagnosis === null) return null;
  const value: unknown = (diagnosis as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
