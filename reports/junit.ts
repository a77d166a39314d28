// SPDX-License-Identifier: BSD-3-Clause
/**
 * junit.xml as Jenkins' xunit plugin defines it (junit-10.xsd): a testsuite for each cell and suite, a property for each
 * axis. What JUnit has no word for is said in `type`: crash, timeout and unresolved are errors, a kept promise to fail is
 * a skip of type `expected-fail`.
 */
import junitReportBuilder, { type Builder, type TestCase } from 'junit-report-builder';
import type { CaseEnded } from '../model/events.ts';
import { xmlText } from './guest-text.ts';
import { allCases, headlineOf, placeOf, shownAttempt, type CaseResult, type CellResult } from './results.ts';
import type { RunRecord } from './run-record.ts';
import { transcriptOf } from './summary.ts';
import type { TranscriptExcerpts } from './transcripts.ts';

/** The package's CommonJS export is the builder itself, while its types (for bundlers) put that under `default`. */
const rootBuilder = junitReportBuilder as unknown as Builder;

/** Bounds of system-out in bytes: for a case that needs attention, for one that does not, and for all of the latter. */
const ATTENTION_OUTPUT_LIMIT = 16_384;
const QUIET_OUTPUT_LIMIT = 1_024;
const QUIET_OUTPUT_TOTAL = 4_000_000;

/**
 * The builder puts contents into CDATA sections and splits only the first `]]>` in them, so there must be none: a zero-width
 * space breaks it up.
 */
const cdataText = (text: string): string => xmlText(text).replaceAll(']]>', ']]\u200B>');

/** Seconds with three decimals at most, the form junit-10.xsd asks of times. */
const seconds = (durationMs: number): number => Math.round(durationMs) / 1000;

const placeInWords = (result: CaseResult): string => {
  const place = placeOf(result);
  return place === null ? '' : `${place.file}:${place.line}: `;
};

/** Everything known of a case that went wrong, for the body of its element. */
function detailsOf({ last, planned }: CaseResult): string {
  const lines = [
    `${last.cell} > ${last.suite} > ${last.name}: ${last.verdict}${last.cause === null ? '' : ` (${last.cause})`}`,
    ...last.failures.map(({ file, line, text }) => `${file ?? '?'}:${line ?? '?'}: ${text}`),
    ...last.backtrace.map(
      (frame) => `  at ${frame.function ?? '?'} (${frame.file ?? '?'}:${frame.line ?? '?'}) ${frame.address}`,
    ),
    ...(planned?.file ? [`case defined at ${planned.file}:${planned.line ?? '?'}`] : []),
    ...(last.expectation.verdict === 'pass'
      ? []
      : [`expected: ${last.expectation.verdict} (${last.expectation.reason ?? 'no reason given'})`]),
  ];
  return cdataText(lines.join('\n'));
}

/** Has `testCase` write a child that the builder has no call for. */
function addElement(testCase: TestCase, name: string, attributes: Readonly<Record<string, string>>): void {
  const build = testCase.build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    element.ele(name, attributes);
    return element;
  };
}

/** The builder's own `skipped` element takes no reason. */
function skip(testCase: TestCase, type: string, reason: string): void {
  const build = testCase.build.bind(testCase);
  testCase.skipped().build = (parent) => {
    const element = build(parent);
    for (const child of element.children) {
      if ('name' in child && child.name === 'skipped' && 'att' in child && typeof child.att === 'function') {
        child.att({ type, message: xmlText(reason) });
      }
    }
    return element;
  };
}

function addVerdict(testCase: TestCase, result: CaseResult): void {
  const { last } = result;
  const message = xmlText(placeInWords(result) + headlineOf(result));
  if (last.outcome !== 'unexpected') {
    if (last.verdict === 'skip') {
      skip(testCase, 'skip', last.cause ?? 'no reason given');
    } else if (last.verdict !== 'pass') {
      skip(testCase, `expected-${last.verdict}`, last.expectation.reason ?? headlineOf(result));
    }
    return;
  }
  switch (last.verdict) {
    case 'fail':
      testCase.failure(message, 'fail').stacktrace(detailsOf(result));
      return;
    case 'pass':
    case 'skip':
      testCase
        .failure(`promised to ${last.expectation.verdict}, seen: ${last.verdict}`, `unexpected-${last.verdict}`)
        .stacktrace(detailsOf(result));
      return;
    case 'crash':
    case 'timeout':
    case 'unresolved':
      testCase.error(message, last.verdict, detailsOf(result));
      return;
    default:
      throw new Error(`unhandled verdict ${String(last.verdict satisfies never)}`);
  }
}

const isError = ({ verdict }: CaseEnded): boolean => verdict !== 'fail' && verdict !== 'pass' && verdict !== 'skip';

/** Surefire's words for a case that was tried more than once: flaky if it passed in the end, else rerun. */
function addEarlierAttempts(testCase: TestCase, { last, earlier }: CaseResult): void {
  const prefix = last.outcome === 'flaky' || last.verdict === 'pass' ? 'flaky' : 'rerun';
  for (const attempt of earlier.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skip')) {
    addElement(testCase, `${prefix}${isError(attempt) ? 'Error' : 'Failure'}`, {
      type: attempt.verdict,
      message: xmlText(attempt.failures.at(-1)?.text ?? attempt.cause ?? attempt.verdict),
    });
  }
}

type OutputOf = (result: CaseResult) => string | null;

function outputFrom(record: RunRecord, transcripts: TranscriptExcerpts, caseCount: number): OutputOf {
  const quietLimit = Math.min(QUIET_OUTPUT_LIMIT, Math.floor(QUIET_OUTPUT_TOTAL / Math.max(1, caseCount)));
  return (result) => {
    const { verdict, outcome, transcriptRange } = shownAttempt(result);
    const transcript = transcriptOf(record, result);
    const isQuiet = outcome === 'expected' && (verdict === 'pass' || verdict === 'skip');
    return transcript === null || transcriptRange === null
      ? null
      : transcripts.excerpt(transcript, transcriptRange, isQuiet ? quietLimit : ATTENTION_OUTPUT_LIMIT);
  };
}

/** A testsuite of one cell and suite, with the properties that say where it ran. */
function addSuite(
  report: Builder,
  { cell }: CellResult,
  suite: string,
  startedAt: string | null,
): ReturnType<Builder['testSuite']> {
  const element = report.testSuite().name(xmlText(`${cell.id}/${suite}`));
  if (startedAt !== null) {
    element.timestamp(startedAt);
  }
  for (const [axis, value] of Object.entries(cell.axes)) {
    element.property(axis, xmlText(String(value)));
  }
  element.property('cell', xmlText(cell.id)).property('image', xmlText(cell.image));
  return element;
}

function addCell(report: Builder, cell: CellResult, startedAt: string | null, outputOf: OutputOf): void {
  if (cell.trouble !== null) {
    addSuite(report, cell, 'cell', startedAt)
      .time(0)
      .testCase()
      .name('can run')
      .className(xmlText(`${cell.cell.id}.cell`))
      .time(0)
      .error(xmlText(cell.trouble), 'unresolved', cdataText(cell.trouble));
  }
  for (const suite of cell.suites) {
    const element = addSuite(report, cell, suite.name, startedAt);
    element.time(seconds(suite.cases.reduce((sum, { last }) => sum + last.durationMs, 0)));
    for (const result of suite.cases) {
      const testCase = element
        .testCase()
        .name(xmlText(result.last.name))
        .className(xmlText(`${cell.cell.id}.${suite.name}`));
      testCase.time(seconds(result.last.durationMs));
      addVerdict(testCase, result);
      addEarlierAttempts(testCase, result);
      const output = outputOf(result);
      if (output !== null && output !== '') {
        testCase.standardOutput(cdataText(output));
      }
    }
  }
}

/** The document for a run. */
export function renderJunit(record: RunRecord, cells: readonly CellResult[], transcripts: TranscriptExcerpts): string {
  const report = rootBuilder.newBuilder().name('ukmatrix');
  const outputOf = outputFrom(record, transcripts, allCases(cells).length);
  for (const cell of cells) {
    addCell(report, cell, record.start?.startedAt ?? null, outputOf);
  }
  // The schema knows no `skipped` on the root element, which the builder writes there.
  return report.build().replace(/(<testsuites[^>]*?) skipped="\d+"/, '$1');
}
