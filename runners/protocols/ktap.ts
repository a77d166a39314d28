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
import { DeathsBeside } from './deaths-beside.ts';
import { asUtf8 } from './lines.ts';
import { FailureText } from './failure-text.ts';
import { CaseCollector, isPlanSpared, lastWords, type LastWords, type TapLevel, type TapResult } from './ktap-cases.ts';
import {
  BAIL_OUT,
  DIRECTIVE,
  FIRST_WITHOUT_VERSION,
  INNER_PLAN,
  INNER_VERSION,
  KUNIT_FAILURE,
  KUNIT_FATE,
  NEXT_TEST,
  PLAN,
  PRAGMA,
  RESULT,
  SPEAKER,
  SUBTEST,
  VERSION,
  gluedResult,
  splitDirective,
  verdictOf,
} from './ktap-line.ts';
import { cutResult, doubtedResult, endingOf, isEndWithoutInit, LineReader, type EndFacts } from './log-reader.ts';
import { PrintedCounts } from './ktap-counts.ts';
import { KunitDoubts, type Doubt } from './kunit-doubts.ts';
import { KtapForm } from './ktap-form.ts';
import { TapTree } from './ktap-tree.ts';
import type { Reading } from './reading.ts';
import { failureOf, YamlBlock } from './tap-diagnosis.ts';

/** Of one explanation. */
const MOST_TEXT = 2000;

const areNamed = (results: readonly TapResult[]): boolean =>
  results.some(({ name, number }) => name !== `test ${number ?? ''}`);

/** A level knows its whole name where the result behind it lost the end of its own. */
function nameOf(name: string, inner: TapLevel | null): string {
  const known = inner?.name ?? '';
  return known.startsWith(name) ? known : name;
}

export class KtapReader extends LineReader {
  readonly #suite: string;
  readonly #form: 'tap' | 'ktap';
  readonly #tree: TapTree;
  #isSeen = false;
  readonly #lines = new KtapForm();
  /** As KTAP says; a kernel may begin other lines with `ok`, too. */
  #areNumbered = false;
  readonly #counts = new PrintedCounts();
  /** Other words came before the tests: this is a console, not an excerpt. */
  #isConsole = false;
  /** Other words came behind the last result. */
  #isGoneOn = false;
  /** KUnit's failures are errors of the kernel log, its results are not. */
  #isMuted = false;
  /** kselftest puts `# ` before each line of an inner document. */
  #isInComment = false;
  /** Where it stands shows whether the outer tests may go on. */
  #bailOut: { readonly text: string; readonly indent: number; readonly isOfProgram: boolean } | null = null;
  /** The first thing in which the log speaks against itself. */
  #contradiction: string | null = null;
  readonly #said = new FailureText();
  /** The test that spoke last, if it has no result yet. */
  #speaker: string | null = null;
  /** Nothing but comments came since the last result: they are about it, but KUnit's are about the next. */
  #isBehindResult = false;
  /** Its last result stands in a line that was cut. */
  #cutLevel: TapLevel | null = null;
  readonly #doubts = new KunitDoubts();
  readonly #deaths = new DeathsBeside();
  #isKunit = false;
  #isNameCut = false;
  /** `pragma +strict`: whatever is no TAP is a failure. */
  #isStrict = false;
  /** Of the test that comes to its end. */
  #fate: { readonly name: string; readonly verdict: Verdict; readonly reason: string } | null = null;
  readonly #yaml = new YamlBlock();

  constructor(suite: string, form: 'tap' | 'ktap' = 'ktap') {
    super();
    this.#suite = suite;
    this.#form = form;
    this.#tree = new TapTree(suite, {
      find: (text) => {
        this.find(text);
      },
      contradict: (text) => {
        this.#contradict(text);
      },
    });
  }

  protected override take(raw: string): void {
    for (const line of this.#lines.push(raw.replaceAll('\t', '    '))) this.#takeLine(line);
  }

  #takeLine(indented: string): void {
    const line = this.#withoutComment(indented);
    const text = line.trimStart();
    const indent = line.length - text.length;
    if (this.#takeYaml(line)) return;
    this.#deaths.take(text);
    if (VERSION.test(text)) this.#takeVersion(text, indent);
    else if (this.#isSeen || FIRST_WITHOUT_VERSION.test(text)) this.#takeBody(text, indent);
    else this.#takeBefore(text);
  }

  #takeBefore(text: string): void {
    this.#isMuted ||= text.startsWith('# ') && KUNIT_FAILURE.test(text);
    this.#isConsole ||= text !== '';
  }

  #withoutComment(line: string): string {
    const { indent } = this.#tree.top;
    const margin = ' '.repeat(indent);
    const flush = line.startsWith(margin) ? line.slice(indent) : line;
    const isOfProgram = this.#tree.pending?.startsWith('selftests: ') === true && INNER_PLAN.test(flush);
    this.#isInComment ||= (this.#isSeen && INNER_VERSION.test(flush)) || isOfProgram;
    if (!this.#isInComment) return line;
    if (flush.startsWith('# ')) return `${margin}  ${flush.slice(2)}`;
    if (RESULT.test(flush)) this.#isInComment = false;
    return line;
  }

  #takeBody(text: string, indent: number): void {
    const plan = PLAN.exec(text)?.groups;
    if (plan !== undefined) {
      this.#takePlan(Number(plan['count']), plan['reason'] ?? '', indent);
      return;
    }
    const result = RESULT.exec(text)?.groups;
    if (result !== undefined && (result['number'] !== undefined || !this.#areNumbered)) {
      this.#takeResult(result['not'] === undefined, result['number'], result['rest'] ?? '', indent);
      return;
    }
    this.#takeOther(text, indent);
  }

  #takeOther(text: string, indent: number): void {
    const subtest = SUBTEST.exec(text);
    if (subtest !== null) this.#takeSubtest(subtest.groups ?? {}, indent);
    else if (text.startsWith('---') && indent > 0) this.#yaml.open(' '.repeat(indent));
    else if (text === '}') this.#tree.closeBrace(indent);
    else if (PRAGMA.test(text))
      this.#isStrict = text.includes('+strict') || (this.#isStrict && !text.includes('-strict'));
    else if (BAIL_OUT.test(text)) this.#bailOut ??= { text: text.trim(), indent, isOfProgram: this.#isInComment };
    else if (!this.#takeGlued(text, indent)) this.#takeDiagnostic(text);
  }

  /** Only the number that comes next shows that it is one. */
  #takeGlued(text: string, indent: number): boolean {
    const { plan, results, indent: inside } = this.#tree.current;
    const at = results.length < (plan ?? 0) ? gluedResult(text, results.length + 1) : null;
    if (at === null) return false;
    this.#said.say(text.slice(0, at).trim());
    this.#takeBody(text.slice(at), Math.min(indent, inside));
    return true;
  }

  #takeVersion(text: string, indent: number): void {
    // Whoever passed the log on may have indented all of it.
    if (!this.#isSeen) this.#tree.startTop(indent);
    this.#isSeen = true;
    this.#areNumbered ||= text.startsWith('KTAP');
    this.#speaker = null;
    this.#said.clear();
    if (indent <= this.#tree.top.indent) this.#tree.startDocument(indent);
    else if (this.#isInComment) this.#tree.openLevel(indent);
    else this.#tree.startLevel(indent);
  }

  #takeSubtest(groups: Partial<Record<string, string>>, indent: number): void {
    const program = groups['program'] === undefined ? null : asUtf8(groups['program']);
    const name = program ?? asUtf8(groups['name'] ?? '');
    this.#speaker = program ?? this.#speaker;
    this.#isKunit ||= program === null;
    this.#isSeen = true;
    this.#isBehindResult = false;
    this.#said.clear();
    this.#tree.name(name, indent);
  }

  #takePlan(count: number, reason: string, indent: number): void {
    this.#isSeen = true;
    const level = this.#tree.plan(count, indent);
    if (count === 0) level.skipReason = asUtf8(reason);
  }

  #takeResult(isOk: boolean, number: string | undefined, rest: string, indent: number): void {
    this.#isSeen = true;
    this.#isGoneOn = false;
    this.goOn();
    this.#outliveBailOut(isOk, indent);
    const { name, directive } = this.isAtCut && rest === '-' ? splitDirective('') : splitDirective(rest);
    const { word = '', rest: reason = '' } = DIRECTIVE.exec(directive)?.groups ?? {};
    const failures = this.#said.end(isOk);
    const level = this.#tree.add(indent, asUtf8(name), ({ results }, inner) => {
      const known = nameOf(asUtf8(name), inner);
      this.#isNameCut ||= this.isAtCut && known !== asUtf8(name);
      const title = known || asUtf8(reason) || `test ${number ?? results.length + 1}`;
      const fate = !isOk && this.#fate?.name === title ? this.#fate : null;
      const { verdict, isPromised } = verdictOf(isOk, word.toUpperCase());
      const result: TapResult = {
        name: title,
        number: number === undefined ? null : Number(number),
        verdict: fate?.verdict ?? verdict,
        isPromised,
        reason: fate?.reason ?? (word === '' ? null : asUtf8(reason)),
        failures: word === '' || isOk || !/^SKIP/i.test(word) ? failures : [],
        inner,
        isBraced: rest.endsWith('{'),
      };
      const isDirectiveCut = directive !== '' && word === '';
      if (this.tear === 'twice' || (this.tear === 'once' && isDirectiveCut))
        return doubtedResult(result, 'the kernel printed into its line');
      return this.isAtCut && (isDirectiveCut || (name === '' && areNamed(results))) ? cutResult(result) : result;
    });
    if (this.isAtCut && level.results.at(-1)?.inner === null) this.#cutLevel = level;
    this.#weighDoubt(this.#doubts.weigh(level));
    this.#speaker = null;
    this.#fate = null;
    this.#isBehindResult = true;
    this.#said.clear();
  }

  #weighDoubt({ finding, contradiction }: Doubt): void {
    if (finding !== null) this.find(finding);
    if (contradiction !== null) this.#contradict(contradiction);
  }

  /** An inner program that gives up fails; what runs it goes on. */
  #outliveBailOut(isOk: boolean, indent: number): void {
    const bailOut = this.#bailOut;
    if (bailOut === null || indent >= bailOut.indent) return;
    this.#bailOut = null;
    if (isOk) this.#contradict(`reported ok after: ${bailOut.text}`);
    this.#said.say(bailOut.text);
  }

  /** Perl's `#   Failed test`, for one. */
  #explain(text: string): boolean {
    const result = this.#tree.lastResult();
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
    const isNoise = text !== '' && !text.startsWith('#');
    this.#isGoneOn ||= isNoise;
    if (isNoise && this.#isStrict) this.#contradict(`no TAP, and it is to be strict: ${asUtf8(text.slice(0, 200))}`);
    const loss = text.startsWith('# ') ? this.#counts.lossIn(text, () => this.#tree.levels) : null;
    if (loss !== null) this.#contradict(loss);
    if (this.#explain(text)) return;
    const failure = KUNIT_FAILURE.exec(text)?.groups;
    if (failure !== undefined) {
      this.#speaker = SPEAKER.exec(text)?.[1] ?? null;
      if (this.#speaker !== null) this.#doubts.fail(this.#speaker, text.slice(2 + this.#speaker.length + 2));
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
    const what = this.#yaml.take(line);
    if (what === 'broken') this.find('a YAML block without its end');
    const result = what === 'end' ? this.#tree.lastResult() : undefined;
    const failure = result?.verdict === 'fail' ? failureOf(this.#yaml.lines) : null;
    if (failure !== null) result?.failures.push(failure);
    return what === 'inside' || what === 'end';
  }

  #checkPlan(level: TapLevel): void {
    const { plan, results, name } = level;
    const where = name ?? this.#suite;
    if (plan === null && results.length > 0) this.find(`no plan in ${where}`);
    else if (plan !== null && results.length > plan)
      this.#contradict(`${results.length} of ${plan} planned tests in ${where}`);
  }

  protected override isComplete(): boolean {
    const { plan, results } = this.#tree.top;
    return plan !== null && plan > 0 && results.length >= plan && this.#tree.isAtTop && !this.#yaml.isOpen;
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    for (const line of this.#lines.flush()) this.#takeLine(line);
    const { documents, isInside } = this.#tree.end();
    for (const words of this.#doubts.rest()) this.#contradict(words);
    for (const document of documents) this.#checkPlan(document);
    const missing = this.#missing(isInside, facts);
    if (missing !== null) this.#doubtCut();
    if (this.#isCutInProgram()) this.#tree.top.plan ??= this.#tree.top.results.length + 1;
    // A status says something of tests only where there are any.
    const exitStatus = this.#isSeen || facts.isKilled ? facts.exitStatus : null;
    const isAfterTests = !isInside && documents.some(({ results }) => results.length > 0);
    const isEndOnly = isAfterTests && isEndWithoutInit(facts.crash ?? '', missing !== null);
    const crash = isEndOnly ? null : facts.crash;
    const ending = endingOf({ ...facts, crash, exitStatus, missing });
    const { end, cause } = this.#withDeaths(this.#withBailOut(ending, documents, missing !== null));
    const words = lastWords(end, cause ?? '', this.#speaker);
    if (missing === null && crash !== null && crash !== cause) this.find(`after the tests: ${crash}`);
    const suites = this.#collect(documents, words);
    return { suites, end, cause: cause ?? this.#contradiction, findings: this.findings };
  }

  /** Some give up when all their tests have reported, only to say that one failed. */
  #withBailOut(
    ending: Pick<Reading, 'end' | 'cause'>,
    documents: readonly TapLevel[],
    isIncomplete: boolean,
  ): Pick<Reading, 'end' | 'cause'> {
    const { text, isOfProgram = false } = this.#bailOut ?? {};
    if (text === undefined) return ending;
    if (isOfProgram) {
      this.find(`a program gave up, and nothing followed: ${text}`);
      return ending;
    }
    if (isIncomplete) return { end: 'crash', cause: text };
    const isToldOf = documents.some(({ results }) => results.some(({ verdict }) => verdict === 'fail'));
    return isToldOf ? ending : { ...ending, cause: ending.cause ?? text };
  }

  #withDeaths(ending: Pick<Reading, 'end' | 'cause'>): Pick<Reading, 'end' | 'cause'> {
    const death = this.#isKunit ? this.#deaths.first : null;
    return death === null || ending.cause !== null ? ending : { end: 'crash', cause: death };
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
    const { plan, results } = this.#tree.top;
    if (!this.#isSeen && this.#isMuted) return 'KUnit tells a failure and no result: is the kernel `quiet`?';
    if (!this.#isSeen) return 'nothing in it is TAP';
    if (isInside) return 'the log ends inside a subtest';
    if (this.#isCutInProgram()) return `the log ends inside ${this.#speaker ?? 'a program'}`;
    if (plan === null && results.length === 0) return 'the log has neither plan nor results';
    if (plan === null && !this.#isPlanSpared(facts)) return 'the log has no plan';
    if (plan === null && this.#mayGoOn(facts)) return 'the log has no plan, and nothing follows its last suite';
    if (plan === null) return null;
    return results.length >= plan ? null : `${results.length} of ${plan} planned tests reported`;
  }

  /** Where no plan counts them, the name of one that has no result tells. */
  #isCutInProgram(): boolean {
    const isOpen = this.#tree.pending?.startsWith('selftests: ') === true;
    return this.#lines.isRunning || (isOpen && this.#tree.top.plan === null);
  }

  #isPlanSpared(facts: Omit<EndFacts, 'missing'>): boolean {
    return this.#form === 'ktap' && isPlanSpared(this.#tree.top, facts, this.#lines.isWithoutPlan);
  }

  /** Without a plan only what follows shows that no more suites do. */
  #mayGoOn({ exitStatus }: Omit<EndFacts, 'missing'>): boolean {
    const isCut = this.isCutInClock || this.#isNameCut;
    return exitStatus !== 0 && (isCut || (this.#isConsole && !this.#isGoneOn));
  }

  #collect(documents: readonly TapLevel[], words: LastWords | null): Reading['suites'] {
    const collector = new CaseCollector(this.#suite, words, (text) => {
      this.#contradict(text);
    });
    for (const document of documents) collector.take(document, document === this.#tree.top);
    return collector.suites();
  }
}
