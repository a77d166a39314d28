// SPDX-License-Identifier: BSD-3-Clause
/**
 * The one form in which uktest tells of an orderly run: version, plan, and for each suite its plan, then `# Case:`, failed assertions, a
 * test point with its number in turn and three counts for each case, and a result that fits them. Most boots print nothing else, so it is
 * read here without a general parser. The first line of any other form is refused; from then on the thorough reading decides, which
 * tells the same events for what came before.
 */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8, type Line } from './lines.ts';
import type { CaseResult, ProtocolEvent } from './protocol-event.ts';
import { hasAllTotals, readFailure, readTotals } from './tap-line.ts';

/** What has to come next: `open`, `counts` and `close` make up the diagnosis of a case that ran. */
type Awaited = 'version' | 'plan' | 'suite' | 'suite-plan' | 'case' | 'result' | 'open' | 'counts' | 'close' | 'over';

interface OpenCase {
  readonly name: string;
  readonly failures: AssertionFailure[];
  result: CaseResult;
  counts: number[];
}

const COUNT_LINES = ['      passed: ', '      failed: ', '      duration_us: '] as const;
const NAME = /^[\w./-]+$/;
const COUNT = /^(?:0|[1-9]\d{0,14})$/;
const PLAN = /^[1-9]\d{0,5}$/;
/** Letters first and last, and nothing that TAP or YAML read anything into. */
const SKIP = /^ # SKIP (\w(?:[\w ,.:;()/'-]*[\w)])?)$/;

export class OrderlyTap {
  readonly #news: ProtocolEvent[] = [];
  #awaited: Awaited = 'version';
  #suiteCount = 0;
  #suitesDone = 0;
  #suite = '';
  readonly #suites = new Set<string>();
  #isSuiteGood = true;
  #caseCount = 0;
  #casesDone = 0;
  readonly #cases = new Set<string>();
  #case: OpenCase = { name: '', failures: [], result: { verdict: 'pass' }, counts: [] };

  get isOver(): boolean {
    return this.#awaited === 'over';
  }

  /**
   * What a line tells, `text` being the line without its marker; valid until the next call. Null: it is not of an orderly run; then this
   * object is of no more use.
   */
  take(text: string, line: Line): readonly ProtocolEvent[] | null {
    this.#news.length = 0;
    return this.#read(text, line) ? this.#news : null;
  }

  #read(text: string, line: Line): boolean {
    switch (this.#awaited) {
      case 'counts':
        return this.#takeCount(text);
      case 'result':
        return this.#takeInCase(text, line);
      case 'case':
        return text.startsWith('    # Case: ') ? this.#startCase(text.slice(12), line) : this.#endSuite(text, line);
      case 'open':
        return text === '      ---' && this.#await('counts');
      case 'close':
        return text === '      ...' && this.#endCase(line);
      case 'suite':
        return text.startsWith('# Subtest: ') ? this.#startSuite(text.slice(11), line) : this.#end(text, line);
      case 'suite-plan':
        return text.startsWith('    1..') && this.#planCases(text.slice(7));
      case 'version':
        return text === 'TAP version 14' && this.#await('plan');
      case 'plan':
        return text.startsWith('1..') && this.#planSuites(text.slice(3));
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

  #planSuites(count: string): boolean {
    if (!PLAN.test(count)) return false;
    this.#suiteCount = Number(count);
    return this.#await('suite');
  }

  #planCases(count: string): boolean {
    if (!PLAN.test(count)) return false;
    this.#caseCount = Number(count);
    return this.#await('case');
  }

  #startSuite(suite: string, line: Line): boolean {
    if (this.#suitesDone === this.#suiteCount || !NAME.test(suite) || this.#suites.has(suite)) return false;
    this.#suites.add(suite);
    this.#suite = suite;
    this.#isSuiteGood = true;
    this.#cases.clear();
    this.#casesDone = 0;
    this.#news.push({ type: 'suite-started', suite, at: line.start });
    return this.#await('suite-plan');
  }

  #endSuite(text: string, line: Line): boolean {
    const isOk = this.#isSuiteGood;
    const isDue = this.#casesDone === this.#caseCount;
    if (!isDue || text !== `${isOk ? 'ok' : 'not ok'} ${this.#suitesDone + 1} - ${this.#suite}`) return false;
    this.#suitesDone++;
    this.#news.push({ type: 'suite-ended', suite: this.#suite, isOk, at: line.start });
    return this.#await('suite');
  }

  #end(text: string, line: Line): boolean {
    if (!text.startsWith('# End: suites=') || this.#suitesDone !== this.#suiteCount) return false;
    const totals = readTotals(asUtf8(text.slice(7)));
    if (!hasAllTotals(totals)) return false;
    this.#news.push({ type: 'end', totals, at: line.start });
    return this.#await('over');
  }

  #startCase(name: string, line: Line): boolean {
    if (this.#casesDone === this.#caseCount || !NAME.test(name) || this.#cases.has(name)) return false;
    this.#cases.add(name);
    this.#case = { name, failures: [], result: { verdict: 'pass' }, counts: [] };
    this.#news.push({ type: 'case-started', suite: this.#suite, name, at: line.start });
    return this.#await('result');
  }

  #takeInCase(text: string, line: Line): boolean {
    const { name, failures } = this.#case;
    if (text.startsWith('    # Failed: ')) {
      failures.push(readFailure(asUtf8(text.slice(14))));
      return true;
    }
    const isOk = text.startsWith('    ok ');
    const point = `${isOk ? '    ok' : '    not ok'} ${this.#casesDone + 1} - ${name}`;
    const result = text.startsWith(point) ? readResult(isOk, text.slice(point.length)) : null;
    if (result === null || (isOk && failures.length > 0)) return false;
    this.#case.result = result;
    this.#casesDone++;
    if (!isOk) this.#isSuiteGood = false;
    return result.verdict === 'skip' ? this.#endCase(line) : this.#await('open');
  }

  #takeCount(text: string): boolean {
    const { counts } = this.#case;
    const words = COUNT_LINES[counts.length] ?? '';
    const count = text.slice(words.length);
    if (!text.startsWith(words) || !COUNT.test(count)) return false;
    counts.push(Number(count));
    return counts.length < COUNT_LINES.length || this.#await('close');
  }

  #endCase({ start: at, end: endAt }: Line): boolean {
    const { name, failures, result, counts } = this.#case;
    const [passed = 0, failed = 0, durationUs = null] = counts;
    if (result.verdict !== 'fail' && failed > 0) return false;
    const assertions = { passed, failed };
    this.#news.push({
      type: 'case-ended',
      suite: this.#suite,
      name,
      result,
      assertions,
      failures,
      durationUs,
      at,
      endAt,
    });
    return this.#await('case');
  }
}

/** `rest`: what follows a test point's name. */
function readResult(isOk: boolean, rest: string): CaseResult | null {
  if (rest === '') return { verdict: isOk ? 'pass' : 'fail' };
  const reason = isOk ? SKIP.exec(rest)?.[1] : undefined;
  return reason === undefined ? null : { verdict: 'skip', reason };
}
