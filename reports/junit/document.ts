// SPDX-License-Identifier: BSD-3-Clause
/**
 * JUnit in three dialects, as text that comes piece by piece, so that a run of any size needs no memory for it:
 * - `jenkins`: junit-10.xsd of Jenkins' xunit plugin, one document;
 * - `surefire`: surefire-test-report.xsd 3.0.2, one document for each testsuite;
 * - `windyroad`: the schema of Ant's JUnit task, one document; it has no word for reruns and no output of single cases.
 * A testsuite is one suite in one cell; where it ran stands in its properties.
 */
import { markup } from '../guest-text.ts';
import { allCases, shownAttempt, type CaseResult, type CellResult } from '../results.ts';
import type { RunRecord } from '../run-record.ts';
import { transcriptOf } from '../summary.ts';
import type { TranscriptExcerpts } from '../transcripts.ts';
import { definedAt, earlierAttempts, verdictOf, type EarlierAttempt, type JunitVerdict } from './facts.ts';

export const DIALECTS = ['jenkins', 'surefire', 'windyroad'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Bounds in characters, so that a document stays readable whatever a run was like: for one case, and shared out among all of a kind. */
const ATTENTION = { mostOfOne: 16_384, ofAll: 6_000_000 };
const QUIET = { mostOfOne: 1_024, ofAll: 4_000_000 };
const DETAILS = { mostOfOne: 8_192, ofAll: 4_000_000 };
/** Of a case that was tried again and again the last ones. */
const MOST_ATTEMPTS = 10;
const LONGEST_MESSAGE = 1_024;
/** Less of a transcript than this helps nobody. */
const LEAST_EXCERPT = 120;

interface JunitCase {
  readonly name: string;
  readonly className: string;
  readonly durationMs: number;
  readonly place: string | null;
  readonly verdict: JunitVerdict | null;
  readonly attempts: readonly EarlierAttempt[];
  readonly output: string | null;
}

interface JunitSuite {
  readonly name: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
  /** Made when they are written, and only then. */
  readonly cases: () => Iterable<JunitCase>;
  readonly totals: Totals;
}

interface Totals {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly flakes: number;
  readonly durationMs: number;
}

/** Control characters of a document may stand in an attribute only by number. */
const attribute = (text: string): string =>
  markup(text).replaceAll(/[\t\n\r]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const seconds = (durationMs: number): string => (Math.max(0, durationMs) / 1000).toFixed(3);

function attributes(pairs: Readonly<Record<string, string | number | null>>): string {
  let text = '';
  for (const [name, value] of Object.entries(pairs))
    if (value !== null) text += ` ${name}="${attribute(String(value))}"`;
  return text;
}

const element = (name: string, pairs: Readonly<Record<string, string | null>>, content: string): string =>
  content === '' ? `<${name}${attributes(pairs)}/>` : `<${name}${attributes(pairs)}>${markup(content)}</${name}>`;

function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < LEAST_EXCERPT) return text.slice(0, limit);
  const head = Math.floor(limit * 0.75);
  return `${text.slice(0, head)}\n[... ${text.length - limit} characters left out ...]\n${text.slice(text.length - (limit - head))}`;
}

const shareOf = ({ mostOfOne, ofAll }: typeof QUIET, count: number): number =>
  Math.min(mostOfOne, Math.floor(ofAll / Math.max(1, count)));

/** What one case may take, by how many there are to share with. */
class Budget {
  readonly #attention: number;
  readonly #quiet: number;
  readonly #details: number;

  constructor(cases: readonly CaseResult[]) {
    const loud = cases.filter(isLoud).length;
    this.#attention = shareOf(ATTENTION, loud);
    this.#quiet = shareOf(QUIET, cases.length - loud);
    this.#details = shareOf(DETAILS, loud);
  }

  /** Zero: not worth it. */
  outputOf(result: CaseResult): number {
    const limit = isLoud(result) ? this.#attention : this.#quiet;
    return limit < LEAST_EXCERPT ? 0 : limit;
  }

  get details(): number {
    return this.#details;
  }
}

function isLoud(result: CaseResult): boolean {
  const { outcome, verdict } = shownAttempt(result);
  return outcome !== 'expected' || (verdict !== 'pass' && verdict !== 'skip');
}

/** A run as JUnit sees it. */
export class JunitRun {
  readonly #record: RunRecord;
  readonly #transcripts: TranscriptExcerpts;
  readonly #budget: Budget;
  readonly suites: readonly JunitSuite[];

  constructor(record: RunRecord, cells: readonly CellResult[], transcripts: TranscriptExcerpts) {
    this.#record = record;
    this.#transcripts = transcripts;
    this.#budget = new Budget(allCases(cells));
    this.suites = cells.flatMap((cell) => this.#suitesOf(cell));
  }

  /** Wall clock of the run, ISO 8601; null for a damaged one. */
  get startedAt(): string | null {
    return this.#record.start?.startedAt ?? null;
  }

  #suitesOf({ cell, trouble, suites }: CellResult): JunitSuite[] {
    const axes = Object.entries(cell.axes).map(([axis, value]) => [axis, String(value)] as const);
    const properties = [...axes, ['cell', cell.id] as const, ['image', cell.image] as const];
    const ofTrouble = trouble === null ? [] : [troubledSuite(cell.id, trouble, properties)];
    const ofSuites = suites.map(({ name, cases }) => ({
      name: `${cell.id}/${name}`,
      properties,
      cases: () => this.#casesOf(`${cell.id}.${name}`, cases),
      totals: totalsOf(cases),
    }));
    return [...ofTrouble, ...ofSuites];
  }

  *#casesOf(className: string, cases: readonly CaseResult[]): Iterable<JunitCase> {
    for (const result of cases) {
      const { name, durationMs } = result.last;
      const verdict = verdictOf(result);
      yield {
        name,
        className,
        durationMs,
        place: definedAt(result),
        verdict: verdict === null ? null : this.#bounded(verdict),
        attempts: earlierAttempts(result)
          .slice(-MOST_ATTEMPTS)
          .map((attempt) => this.#bounded(attempt)),
        output: this.#outputOf(result),
      };
    }
  }

  #bounded<One extends JunitVerdict | EarlierAttempt>(one: One): One {
    const limit = this.#budget.details;
    return {
      ...one,
      message: clipped(one.message, Math.min(limit, LONGEST_MESSAGE)),
      details: clipped(one.details, limit),
    };
  }

  #outputOf(result: CaseResult): string | null {
    const { transcriptRange } = shownAttempt(result);
    const limit = this.#budget.outputOf(result);
    const transcript = limit === 0 ? null : transcriptOf(this.#record, result);
    if (transcript === null || transcriptRange === null) return null;
    return this.#transcripts.excerpt(transcript, transcriptRange, limit);
  }
}

function troubledSuite(cell: string, trouble: string, properties: JunitSuite['properties']): JunitSuite {
  const verdict = { kind: 'error', type: 'unresolved', message: trouble, details: trouble } as const;
  const one = {
    name: 'can run',
    className: `${cell}.cell`,
    durationMs: 0,
    place: null,
    verdict,
    attempts: [],
    output: null,
  };
  const totals = { tests: 1, failures: 0, errors: 1, skipped: 0, flakes: 0, durationMs: 0 };
  return { name: `${cell}/cell`, properties, cases: () => [one], totals };
}

function totalsOf(cases: readonly CaseResult[]): Totals {
  const totals = { tests: cases.length, failures: 0, errors: 0, skipped: 0, flakes: 0, durationMs: 0 };
  for (const result of cases) {
    const kind = verdictOf(result)?.kind;
    if (kind === 'failure') totals.failures++;
    else if (kind === 'error') totals.errors++;
    else if (kind === 'skipped') totals.skipped++;
    if (result.last.outcome === 'flaky') totals.flakes++;
    totals.durationMs += result.last.durationMs;
  }
  return totals;
}

function propertiesElement(properties: JunitSuite['properties']): string {
  const all = properties.map(([name, value]) => `      <property${attributes({ name, value })}/>\n`);
  return `    <properties>\n${all.join('')}    </properties>\n`;
}

/** In the order that Surefire's schema asks for, which the others do not mind. */
const ATTEMPT_ORDER: readonly (EarlierAttempt['kind'] | JunitVerdict['kind'])[] = [
  ...(['failure', 'rerunFailure', 'flakyFailure', 'skipped'] as const),
  ...(['error', 'rerunError', 'flakyError'] as const),
];

function verdictElements({ verdict, attempts }: JunitCase, dialect: Dialect): string[] {
  const ofAttempts = dialect === 'windyroad' ? [] : attempts;
  const all = [...(verdict === null ? [] : [verdict]), ...ofAttempts];
  if (all.length === 0) return [];
  const ordered = ATTEMPT_ORDER.flatMap((kind) => all.filter((one) => one.kind === kind));
  return ordered.map((one) => verdictElement(one, dialect));
}

function verdictElement({ kind, type, message, details }: JunitVerdict | EarlierAttempt, dialect: Dialect): string {
  if (kind === 'skipped' && dialect !== 'jenkins') return element(kind, { message: `${type}: ${message}` }, '');
  if (kind.startsWith('flaky') || kind.startsWith('rerun'))
    return `<${kind}${attributes({ message, type })}>${element('stackTrace', {}, details)}</${kind}>`;
  return element(kind, { message, type }, details);
}

function caseElement(one: JunitCase, dialect: Dialect): string {
  const { name, className, durationMs, place, output } = one;
  const head = { name: name === '' ? 'unnamed' : name, classname: className, time: seconds(durationMs) };
  // Neither schema has a file or a line for a case; `group` is the only word left that consumers keep and do not interpret.
  const group = dialect === 'windyroad' ? null : place;
  const children = verdictElements(one, dialect);
  if (output !== null && output !== '' && dialect !== 'windyroad') children.push(element('system-out', {}, output));
  const start = `    <testcase${attributes({ ...head, group })}`;
  return children.length === 0 ? `${start}/>\n` : `${start}>\n      ${children.join('\n      ')}\n    </testcase>\n`;
}

/** Attributes of a testsuite that a dialect has and others have not. */
function suiteAttributes(
  run: JunitRun,
  index: number,
  dialect: Dialect,
): Readonly<Record<string, string | number | null>> {
  const { startedAt } = run;
  const { totals } = run.suites[index] ?? { totals: { flakes: 0 } };
  switch (dialect) {
    case 'jenkins':
      return { id: index, timestamp: startedAt };
    case 'surefire':
      return { timestamp: startedAt, flakes: totals.flakes };
    case 'windyroad':
      // Neither fractions of a second nor a time zone.
      return {
        package: 'ukmatrix',
        id: index,
        hostname: 'localhost',
        timestamp: (startedAt ?? '1970-01-01T00:00:00').slice(0, 19),
      };
    default:
      throw new Error(`unhandled dialect ${String(dialect satisfies never)}`);
  }
}

function* suiteElement(run: JunitRun, index: number, dialect: Dialect): Iterable<string> {
  const suite = run.suites[index];
  if (suite === undefined) return;
  const { tests, failures, errors, skipped, durationMs } = suite.totals;
  const counts = { tests, failures, errors, skipped, time: seconds(durationMs) };
  yield `  <testsuite${attributes({ name: suite.name, ...counts, ...suiteAttributes(run, index, dialect) })}>\n`;
  yield propertiesElement(suite.properties);
  for (const one of suite.cases()) yield caseElement(one, dialect);
  if (dialect === 'windyroad') yield '    <system-out/>\n    <system-err/>\n';
  yield '  </testsuite>\n';
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** One document with all testsuites. */
export function* junitDocument(run: JunitRun, dialect: 'jenkins' | 'windyroad'): Iterable<string> {
  const sum = (key: keyof Totals): number => run.suites.reduce((total, { totals }) => total + totals[key], 0);
  const totals = {
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    time: seconds(sum('durationMs')),
  };
  yield `${DECLARATION}<testsuites${dialect === 'jenkins' ? attributes({ name: 'ukmatrix', ...totals }) : ''}>\n`;
  for (const index of run.suites.keys()) yield* suiteElement(run, index, dialect);
  yield '</testsuites>\n';
}

/** The document of one testsuite. */
export function* surefireDocument(run: JunitRun, index: number): Iterable<string> {
  yield DECLARATION;
  yield* suiteElement(run, index, 'surefire');
}
