// SPDX-License-Identifier: BSD-3-Clause
/**
 * TAP 13 and 14 and their kernel form, KTAP 1, as other projects print them: nested results, behind a kernel log's prefixes or not, between
 * lines that mean nothing. Sources: https://testanything.org/tap-version-14-specification.html and
 * https://docs.kernel.org/dev-tools/ktap.html.
 *
 * Suites are the results of the first level that have results inside them; their leaves are the cases, named by the path below the suite.
 * A result without any inside belongs to the suite that the reader was made with. Every test of a plan gets a verdict: one that never
 * reported is `unresolved`, and the first of these a `crash` where the log ends with one.
 */
import type { Verdict } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';
import { FailureText } from './failure-text.ts';
import { CaseCollector, isPlanSpared, lastWords, type LastWords, type TapLevel, type TapResult } from './ktap-cases.ts';
import {
  BAIL_OUT,
  DIRECTIVE,
  FIRST_WITHOUT_VERSION,
  INNER_VERSION,
  KUNIT_FAILURE,
  KUNIT_FATE,
  NEXT_TEST,
  PLAN,
  RESULT,
  SPEAKER,
  SUBTEST,
  VERSION,
  splitDirective,
  verdictOf,
} from './ktap-line.ts';
import { cutResult, endingOf, isEndWithoutInit, isKill, LineReader, type EndFacts } from './log-reader.ts';
import type { Reading } from './reading.ts';
import { failureOf } from './tap-diagnosis.ts';

/** Of one explanation. */
const MOST_TEXT = 2000;

const newLevel = (indent: number, name: string | null): TapLevel => ({
  indent,
  name,
  plan: null,
  skipReason: null,
  results: [],
  numbers: new Set(),
});

export class KtapReader extends LineReader {
  readonly #suite: string;
  readonly #form: 'tap' | 'ktap';
  /** Kernels print a document for each module. */
  readonly #documents: TapLevel[] = [];
  #top = newLevel(0, null);
  /** From the outside in; the first is `#top`. */
  #open: TapLevel[] = [this.#top];
  /** What the closed level inside the next result holds. */
  #closed: TapLevel | null = null;
  #subtest: string | null = null;
  #isSeen = false;
  /** The log has ended. */
  #isOver = false;
  /** KUnit's failures are errors of the kernel log, its results are not. */
  #isMuted = false;
  /** kselftest puts `# ` before each line of an inner document. */
  #isInComment = false;
  #bailOut: string | null = null;
  /** The first thing in which the log speaks against itself. */
  #contradiction: string | null = null;
  readonly #said = new FailureText();
  /** The test that spoke last, if it has no result yet. */
  #speaker: string | null = null;
  /** Nothing but comments came since the last result: they are about it, but KUnit's are about the next. */
  #isBehindResult = false;
  /** Its last result stands in a line that was cut. */
  #cutLevel: TapLevel | null = null;
  /** Of the test that comes to its end. */
  #fate: { readonly name: string; readonly verdict: Verdict; readonly reason: string } | null = null;
  /** The YAML block that is open. */
  #yaml: { readonly indent: string; readonly lines: string[] } | null = null;

  constructor(suite: string, form: 'tap' | 'ktap' = 'ktap') {
    super();
    this.#suite = suite;
    this.#form = form;
  }

  protected override take(raw: string): void {
    const line = this.#withoutComment(raw.replaceAll('\t', '    '));
    const text = line.trimStart();
    const indent = line.length - text.length;
    if (this.#takeYaml(line)) return;
    if (VERSION.test(text)) this.#takeVersion(indent);
    else if (this.#isSeen || FIRST_WITHOUT_VERSION.test(text)) this.#takeBody(text, indent);
    else this.#isMuted ||= text.startsWith('# ') && KUNIT_FAILURE.test(text);
  }

  #withoutComment(line: string): string {
    this.#isInComment ||= this.#isSeen && INNER_VERSION.test(line);
    if (!this.#isInComment) return line;
    if (line.startsWith('# ')) return `  ${line.slice(2)}`;
    if (RESULT.test(line)) this.#isInComment = false;
    return line;
  }

  #takeBody(text: string, indent: number): void {
    const plan = PLAN.exec(text)?.groups;
    if (plan !== undefined) {
      this.#takePlan(Number(plan['count']), plan['reason'] ?? '', indent);
      return;
    }
    const result = RESULT.exec(text)?.groups;
    if (result !== undefined) {
      this.#takeResult(result['not'] === undefined, result['number'], result['rest'] ?? '', indent);
      return;
    }
    this.#takeOther(text, indent);
  }

  #takeOther(text: string, indent: number): void {
    const subtest = SUBTEST.exec(text);
    if (subtest !== null) this.#takeSubtest(subtest.groups ?? {}, indent);
    else if (text.startsWith('---') && indent > 0) this.#yaml = { indent: ' '.repeat(indent), lines: [] };
    else if (BAIL_OUT.test(text)) this.#bailOut ??= `Bail out! ${BAIL_OUT.exec(text)?.groups?.['reason'] ?? ''}`.trim();
    else this.#takeDiagnostic(text);
  }

  #takeVersion(indent: number): void {
    // Whoever passed the log on may have indented all of it.
    if (!this.#isSeen) this.#startTop(indent);
    this.#isSeen = true;
    this.#speaker = null;
    this.#said.clear();
    if (indent <= this.#top.indent) this.#startDocument(indent);
    else this.#startLevel(indent);
  }

  /** Another document of the same depth: the result that had to come between them is lost. */
  #startLevel(indent: number): void {
    const level = this.#levelAt(indent);
    const isBegun = level.plan !== null || level.results.length > 0;
    if (!isBegun || this.#isInComment) return;
    this.#close();
    this.#adopt();
    this.#levelAt(indent);
  }

  #startTop(indent: number): void {
    this.#top = newLevel(indent, null);
    this.#open = [this.#top];
  }

  #startDocument(indent: number): void {
    this.#closeAll();
    if (this.#top.plan === null && this.#top.results.length === 0) return;
    this.#documents.push(this.#top);
    this.#startTop(indent);
  }

  #closeAll(): boolean {
    const isInside = this.#open.length > 1 || this.#closed !== null;
    while (this.#open.length > 1) this.#close();
    if (this.#closed !== null) this.#adopt();
    return isInside;
  }

  #takeSubtest(groups: Partial<Record<string, string>>, indent: number): void {
    const program = groups['program'] === undefined ? null : asUtf8(groups['program']);
    const name = program ?? asUtf8(groups['name'] ?? '');
    this.#speaker = program ?? this.#speaker;
    this.#isSeen = true;
    this.#isBehindResult = false;
    this.#said.clear();
    const current = this.#open.at(-1);
    // KTAP names the level it stands in, TAP 14 the one that follows.
    if (current !== undefined && current !== this.#top && current.indent === indent && current.name === null) {
      current.name = name;
    } else if (indent > (current?.indent ?? 0)) {
      this.#levelAt(indent).name = name;
    } else {
      this.#subtest = name;
    }
  }

  #takePlan(count: number, reason: string, indent: number): void {
    this.#isSeen = true;
    const level = this.#levelAt(indent);
    if (level.plan !== null && level.plan !== count)
      this.#contradict(`two plans in ${level.name ?? this.#suite}: ${level.plan} and ${count} tests`);
    level.plan = count;
    if (count === 0) level.skipReason = asUtf8(reason);
  }

  #takeResult(isOk: boolean, number: string | undefined, rest: string, indent: number): void {
    this.#isSeen = true;
    this.goOn();
    const level = this.#levelAt(indent);
    const { name, directive } = splitDirective(rest);
    const { word = '', rest: reason = '' } = DIRECTIVE.exec(directive)?.groups ?? {};
    const inner = this.#claimClosed(asUtf8(name));
    const failures = this.#said.end(isOk);
    const known = this.isAtCut ? inner?.name : null;
    const title =
      known ?? (asUtf8(name) || inner?.name || asUtf8(reason) || `test ${number ?? level.results.length + 1}`);
    const result: TapResult = {
      name: title,
      number: number === undefined ? null : Number(number),
      ...verdictOf(isOk, word.toUpperCase()),
      reason: word === '' ? null : asUtf8(reason),
      ...(!isOk && this.#fate?.name === title ? this.#fate : {}),
      failures,
      inner,
    };
    this.#checkNumber(level, result);
    level.results.push(this.isAtCut && directive !== '' && word === '' ? cutResult(result) : result);
    if (this.isAtCut && inner === null) this.#cutLevel = level;
    this.#speaker = null;
    this.#fate = null;
    this.#isBehindResult = true;
    this.#said.clear();
  }

  /** What a closed level holds belongs to the result behind it, unless that has another name: then its own is lost. */
  #claimClosed(title: string): TapLevel | null {
    const name = this.#closed?.name ?? '';
    const isAnother = name !== '' && title !== '' && !name.startsWith(title) && !title.startsWith(name);
    if (isAnother) this.#adopt();
    const inner = this.#closed;
    this.#closed = null;
    return inner;
  }

  #checkNumber(level: TapLevel, { number, name }: TapResult): void {
    if (number === null) return;
    const where = level.name ?? this.#suite;
    if (level.numbers.has(number)) this.#contradict(`number ${number} twice in ${where}`);
    else if (level.plan !== null && number > level.plan)
      this.#contradict(`test ${number} (${name}) of ${level.plan} in ${where}`);
    level.numbers.add(number);
  }

  /** The level at this depth: opened, or uncovered by closing deeper ones. */
  #levelAt(indent: number): TapLevel {
    if (indent < this.#top.indent) this.#startAbove(indent);
    while (this.#open.length > 1 && (this.#open.at(-1)?.indent ?? 0) > indent) this.#close();
    const current = this.#open.at(-1) ?? this.#top;
    if (current.indent >= indent) return current;
    const level = newLevel(indent, this.#subtest);
    this.#subtest = null;
    this.#open.push(level);
    return level;
  }

  /** What the log began inside of: its first lines are lost. */
  #startAbove(indent: number): void {
    const inner = this.#open;
    this.#startTop(indent);
    this.#open.push(...inner);
  }

  #close(): void {
    if (this.#closed !== null) this.#adopt();
    this.#closed = this.#open.pop() ?? null;
  }

  /** A closed level that no result claimed: its own parent's line is missing. */
  #adopt(): void {
    const inner = this.#closed;
    this.#closed = null;
    if (inner === null) return;
    const name = inner.name ?? 'a nameless subtest';
    this.find(`no result for ${name} itself`);
    const parent = this.#open.at(-1) ?? this.#top;
    const number = parent.results.length + 1;
    parent.numbers.add(number);
    parent.results.push({
      name,
      number,
      verdict: 'unresolved',
      reason: 'its own result is missing',
      isPromised: false,
      failures: [],
      inner,
      ...(this.#isOver ? { isOpen: true as const } : {}),
    });
  }

  /** Perl's `#   Failed test`, for one. */
  #explain(text: string): boolean {
    const result = this.#open.at(-1)?.results.at(-1);
    this.#isBehindResult &&=
      /^#\s*\S/.test(text) && !SPEAKER.test(text) && !NEXT_TEST.test(text) && result?.verdict === 'fail';
    if (!this.#isBehindResult || result === undefined) return false;
    const said = text.slice(1).trim();
    const [first] = result.failures.splice(0, 1);
    const whole = first === undefined ? asUtf8(said) : `${first.text}\n${asUtf8(said)}`;
    result.failures.unshift({ file: null, line: null, ...first, text: whole.slice(0, MOST_TEXT) });
    return true;
  }

  #takeDiagnostic(text: string): void {
    if (this.#explain(text)) return;
    const failure = KUNIT_FAILURE.exec(text)?.groups;
    if (failure !== undefined) {
      this.#speaker = SPEAKER.exec(text)?.[1] ?? null;
      this.#said.fail(asUtf8(failure['file'] ?? ''), Number(failure['line']));
      return;
    }
    this.#speaker = SPEAKER.exec(text)?.[1] ?? this.#speaker;
    const { name, words: reason = '' } = KUNIT_FATE.exec(text)?.groups ?? {};
    if (name !== undefined) this.#fate = { name, verdict: reason.endsWith('timed out') ? 'timeout' : 'crash', reason };
    this.#said.say(text.startsWith('#') ? text.slice(1).trim() : text.trim());
  }

  /** A block belongs to the result before it. */
  #takeYaml(line: string): boolean {
    const open = this.#yaml;
    if (open === null) return false;
    if (line.trimEnd() === `${open.indent}...`) {
      this.#yaml = null;
      this.#describe(open.lines);
      return true;
    }
    if (!line.startsWith(open.indent) && line.trim() !== '') {
      this.#yaml = null;
      this.find('a YAML block without its end');
      return false;
    }
    if (open.lines.length < 200) open.lines.push(line.slice(open.indent.length));
    return true;
  }

  #describe(lines: readonly string[]): void {
    const result = this.#open.at(-1)?.results.at(-1);
    if (result?.verdict !== 'fail') return;
    const failure = failureOf(lines);
    if (failure !== null) result.failures.push(failure);
  }

  #checkPlan(level: TapLevel): void {
    const { plan, results, name } = level;
    const where = name ?? this.#suite;
    if (plan === null && results.length > 0) this.find(`no plan in ${where}`);
    else if (plan !== null && results.length > plan)
      this.#contradict(`${results.length} of ${plan} planned tests in ${where}`);
  }

  protected override isComplete(): boolean {
    const { plan, results } = this.#top;
    return plan !== null && plan > 0 && results.length >= plan && this.#open.length === 1 && this.#yaml === null;
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    this.#isOver = true;
    const isInside = this.#closeAll();
    const documents = [...this.#documents, this.#top];
    for (const document of documents) this.#checkPlan(document);
    const missing = this.#missing(isInside, facts);
    if (missing !== null) this.#doubtCut();
    // A status says something of tests only where there are any.
    const exitStatus =
      this.#isSeen || (facts.exitStatus !== null && isKill(facts.exitStatus)) ? facts.exitStatus : null;
    const isAfterTests = !isInside && documents.some(({ results }) => results.length > 0);
    const isEndOnly = isAfterTests && isEndWithoutInit(facts.crash ?? '', missing !== null);
    const crash = isEndOnly ? null : facts.crash;
    const ending = endingOf({ ...facts, crash, exitStatus, missing });
    const { end, cause } = this.#bailOut === null ? ending : { end: 'crash' as const, cause: this.#bailOut };
    const words = lastWords(end, cause ?? '', this.#speaker);
    if (end === 'complete' && crash !== null) this.find(`after the tests: ${crash}`);
    const suites = this.#collect(documents, words);
    return { suites, end, cause: cause ?? this.#contradiction, findings: this.findings };
  }

  #doubtCut(): void {
    const result = this.#cutLevel?.results.pop();
    if (result !== undefined) this.#cutLevel?.results.push(cutResult(result));
  }

  #contradict(text: string): void {
    this.#contradiction ??= text;
    this.find(text);
  }

  #missing(isInside: boolean, facts: Omit<EndFacts, 'missing'>): string | null {
    const { plan, results } = this.#top;
    if (!this.#isSeen && this.#isMuted) return 'KUnit tells a failure and no result: is the kernel `quiet`?';
    if (!this.#isSeen) return 'nothing in it is TAP';
    if (isInside) return 'the log ends inside a subtest';
    if (plan === null && results.length === 0) return 'the log has neither plan nor results';
    if (plan === null) return this.#form === 'ktap' && isPlanSpared(this.#top, facts) ? null : 'the log has no plan';
    return results.length >= plan ? null : `${results.length} of ${plan} planned tests reported`;
  }

  #collect(documents: readonly TapLevel[], words: LastWords | null): Reading['suites'] {
    const collector = new CaseCollector(this.#suite, words, (text) => {
      this.#contradict(text);
    });
    for (const document of documents) collector.take(document, document === this.#top);
    return collector.suites();
  }
}
