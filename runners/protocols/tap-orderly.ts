// SPDX-License-Identifier: BSD-3-Clause
/**
 * The one form in which uktest tells of an orderly run: version, plan, and for each suite its plan, then `# Case:`, failed assertions, a
 * test point with its number in turn and three counts for each case, and a result that fits them. Most boots print nothing else, so it is
 * read here without a general parser. The first line of any other form is refused; from then on the thorough reading decides, which
 * tells the same events for what came before.
 */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';
import type { CaseResult, ProtocolEvent } from './protocol-event.ts';
import { hasAllTotals, readFailure, readTotals } from './tap-line.ts';

/** What has to come next: `open`, `counts` and `close` make up the diagnosis of a case that ran. */
type Awaited = 'version' | 'plan' | 'suite' | 'suite-plan' | 'case' | 'result' | 'open' | 'counts' | 'close' | 'over';

const PASS: CaseResult = { verdict: 'pass' };
const FAIL: CaseResult = { verdict: 'fail' };

const COUNT_LINES = ['      passed: ', '      failed: ', '      duration_us: '] as const;
const NAME = /^[\w./-]+$/;
/** So many digits are exact as a number. */
const MOST_DIGITS = 15;
const PLAN_DIGITS = 6;
/** Letters first and last, and nothing that TAP or YAML read anything into. */
const SKIP = /^ # SKIP (\w(?:[\w ,.:;()/'-]*[\w)])?)$/;

/** A number in text[from, to) without leading zeros; -1 where there is something else. */
function readNumber(text: string, from: number, to: number): number {
  if (to <= from || to - from > MOST_DIGITS || (text.charCodeAt(from) === 0x30 && to - from > 1)) return -1;
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = 10 * number + digit;
  }
  return number;
}

function readPlan(text: string, from: number, to: number): number {
  return to - from > PLAN_DIGITS ? -1 : readNumber(text, from, to);
}

const begins = (text: string, from: number, to: number, words: string): boolean =>
  to - from >= words.length && text.startsWith(words, from);

const isText = (text: string, from: number, to: number, wanted: string): boolean =>
  to - from === wanted.length && text.startsWith(wanted, from);

/** Lines are taken as they stand in a long text, at [from, to), as an object and a string for each would cost more than reading it. */
export class OrderlyTap {
  #awaited: Awaited = 'version';
  #suiteCount = 0;
  #suitesDone = 0;
  #suite = '';
  readonly #suites = new Set<string>();
  #isSuiteGood = true;
  #caseCount = 0;
  #casesDone = 0;
  readonly #cases = new Set<string>();
  #name = '';
  #failures: AssertionFailure[] = [];
  #result: CaseResult = PASS;
  readonly #counts = [0, 0, 0];
  #countsRead = 0;

  get isOver(): boolean {
    return this.#awaited === 'over';
  }

  /**
   * Adds what a line tells to `news`: text[from, to) is the line without its marker, [start, end) its span. False: it is not of an orderly
   * run; then this object is of no more use.
   */
  take(text: string, from: number, to: number, start: number, end: number, news: ProtocolEvent[]): boolean {
    switch (this.#awaited) {
      case 'counts':
        return this.#takeCount(text, from, to);
      case 'result':
        return this.#takeInCase(text, from, to, start, end, news);
      case 'case':
        return begins(text, from, to, '    # Case: ')
          ? this.#startCase(text.slice(from + 12, to), start, news)
          : this.#endSuite(text, from, to, start, news);
      case 'open':
        return isText(text, from, to, '      ---') && this.#await('counts');
      case 'close':
        return isText(text, from, to, '      ...') && this.#endCase(start, end, news);
      case 'suite':
        return begins(text, from, to, '# Subtest: ')
          ? this.#startSuite(text.slice(from + 11, to), start, news)
          : this.#end(text.slice(from, to), start, news);
      case 'suite-plan':
        return begins(text, from, to, '    1..') && this.#planCases(readPlan(text, from + 7, to));
      case 'version':
        return isText(text, from, to, 'TAP version 14') && this.#await('plan');
      case 'plan':
        return begins(text, from, to, '1..') && this.#planSuites(readPlan(text, from + 3, to));
      case 'over':
        return false;
      default:
        return this.#awaited satisfies never;
    }
  }

  #await(next: Awaited): true {
    this.#awaited = next;
    return true;
  }

  #planSuites(count: number): boolean {
    this.#suiteCount = count;
    return count > 0 && this.#await('suite');
  }

  #planCases(count: number): boolean {
    this.#caseCount = count;
    return count > 0 && this.#await('case');
  }

  #startSuite(suite: string, at: number, news: ProtocolEvent[]): boolean {
    if (this.#suitesDone === this.#suiteCount || !NAME.test(suite) || this.#suites.has(suite)) return false;
    this.#suites.add(suite);
    this.#suite = suite;
    this.#isSuiteGood = true;
    this.#cases.clear();
    this.#casesDone = 0;
    news.push({ type: 'suite-started', suite, at });
    return this.#await('suite-plan');
  }

  #endSuite(text: string, from: number, to: number, at: number, news: ProtocolEvent[]): boolean {
    const isOk = this.#isSuiteGood;
    const result = `${isOk ? 'ok' : 'not ok'} ${this.#suitesDone + 1} - ${this.#suite}`;
    if (this.#casesDone !== this.#caseCount || !isText(text, from, to, result)) return false;
    this.#suitesDone++;
    news.push({ type: 'suite-ended', suite: this.#suite, isOk, at });
    return this.#await('suite');
  }

  #end(text: string, at: number, news: ProtocolEvent[]): boolean {
    if (!text.startsWith('# End: suites=') || this.#suitesDone !== this.#suiteCount) return false;
    const totals = readTotals(asUtf8(text.slice(7)));
    if (!hasAllTotals(totals)) return false;
    news.push({ type: 'end', totals, at });
    return this.#await('over');
  }

  #startCase(name: string, at: number, news: ProtocolEvent[]): boolean {
    if (this.#casesDone === this.#caseCount || !NAME.test(name) || this.#cases.has(name)) return false;
    this.#cases.add(name);
    this.#name = name;
    this.#failures = [];
    this.#countsRead = 0;
    news.push({ type: 'case-started', suite: this.#suite, name, at });
    return this.#await('result');
  }

  #takeInCase(text: string, from: number, to: number, start: number, end: number, news: ProtocolEvent[]): boolean {
    if (begins(text, from, to, '    # Failed: ')) {
      this.#failures.push(readFailure(asUtf8(text.slice(from + 14, to))));
      return true;
    }
    const isOk = begins(text, from, to, '    ok ');
    const behind = this.#behindPoint(text, from, to, isOk);
    const result = behind < 0 ? null : readResult(isOk, text, behind, to);
    if (result === null || (isOk && this.#failures.length > 0)) return false;
    this.#result = result;
    this.#casesDone++;
    if (!isOk) this.#isSuiteGood = false;
    return result.verdict === 'skip' ? this.#endCase(start, end, news) : this.#await('open');
  }

  /** Where a test point of this case, `ok NUMBER - NAME`, is over; -1 where it is none. */
  #behindPoint(text: string, from: number, to: number, isOk: boolean): number {
    const number = from + (isOk ? 7 : 11);
    if (!isOk && !begins(text, from, to, '    not ok ')) return -1;
    const dash = text.indexOf(' ', number);
    if (readNumber(text, number, dash) !== this.#casesDone + 1 || !text.startsWith(' - ', dash)) return -1;
    const end = dash + 3 + this.#name.length;
    return end <= to && text.startsWith(this.#name, dash + 3) ? end : -1;
  }

  #takeCount(text: string, from: number, to: number): boolean {
    const words = COUNT_LINES[this.#countsRead] ?? '';
    const count = begins(text, from, to, words) ? readNumber(text, from + words.length, to) : -1;
    if (count < 0) return false;
    this.#counts[this.#countsRead++] = count;
    return this.#countsRead < COUNT_LINES.length || this.#await('close');
  }

  #endCase(at: number, endAt: number, news: ProtocolEvent[]): boolean {
    const hasCounts = this.#countsRead > 0;
    const [passed = 0, failed = 0, durationUs = 0] = hasCounts ? this.#counts : [];
    const result = this.#result;
    if (result.verdict !== 'fail' && failed > 0) return false;
    news.push({
      type: 'case-ended',
      suite: this.#suite,
      name: this.#name,
      result,
      assertions: { passed, failed },
      failures: this.#failures,
      durationUs: hasCounts ? durationUs : null,
      at,
      endAt,
    });
    return this.#await('case');
  }
}

/** text[from, to) follows a test point's name. */
function readResult(isOk: boolean, text: string, from: number, to: number): CaseResult | null {
  if (from === to) return isOk ? PASS : FAIL;
  const reason = isOk ? SKIP.exec(text.slice(from, to))?.[1] : undefined;
  return reason === undefined ? null : { verdict: 'skip', reason };
}
