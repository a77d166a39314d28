// SPDX-License-Identifier: BSD-3-Clause
/**
 * A kernel that crashes or hangs in the function that prepares a suite does so while the last line of the log still names the case before.
 * Where the crash report or the backtrace shows that function, or boot code alone, the case before had ended. Where they are not certain,
 * the case keeps what the log says. Pure and synchronous.
 */
import { basename, resolve } from 'node:path';
import type { SuiteInit } from '../kernels/suite-inits.ts';
import type { StackFrame } from '../model/verdict.ts';
import type { CaseReading, Reading } from './protocols/reading.ts';
import type { TaggedPlace } from './protocols/uktest-line.ts';

export interface CrashSite {
  /** Innermost first. */
  readonly backtrace: readonly StackFrame[];
  readonly place: TaggedPlace | null;
  /** What the names of sources are relative to. */
  readonly rootDir: string;
}

const ASSERTION = /^Assertion failure: (?<expression>.+)$/;
const withoutSpace = (text: string): string => text.replaceAll(/\s+/g, '');

/** An assertion of a header is printed with the name of the source that includes it: the line itself has to say the same. */
function says(line: string, headline: string): boolean {
  const expression = ASSERTION.exec(headline)?.groups?.['expression'];
  if (expression === undefined) return /\bUK_(?:CRASH|BUG)\b/.test(line);
  return withoutSpace(line).includes(`UK_ASSERT(${withoutSpace(expression)})`);
}

/** Before any suite of a source of tests has begun, only its constructors and init functions run, with what they call. */
const isAhead = ({ together }: SuiteInit, begun: ReadonlySet<string>): boolean =>
  together.length > 0 && !together.some((suite) => begun.has(suite));

function isAtPlace(init: SuiteInit, place: TaggedPlace, headline: string, begun: ReadonlySet<string>): boolean {
  const { library, file, line } = place;
  if (!init.isNameUnique || init.library !== library || basename(init.file) !== file) return false;
  const text = init.name === null ? undefined : init.body[line - init.line];
  return isAhead(init, begun) || (text !== undefined && says(text, headline));
}

/** Compilers add to the name of what they take apart. */
const plainName = ({ function: name }: StackFrame): string => name?.replace(/\..*$/, '') ?? '';

const isFrameOf = (init: SuiteInit, frame: StackFrame, rootDir: string, begun: ReadonlySet<string>): boolean =>
  (isAhead(init, begun) || plainName(frame) === init.name) &&
  frame.file !== null &&
  resolve(rootDir, frame.file) === init.file;

const isStopped = ({ verdict }: CaseReading): boolean => verdict === 'crash' || verdict === 'timeout';

const stoppedIn = ({ suites }: Reading): CaseReading[] => suites.flatMap(({ cases }) => cases.filter(isStopped));

/** The suite that was about to begin when the kernel stopped; null: none, or nobody knows. */
export function suiteInInit(reading: Reading, site: CrashSite, inits: readonly SuiteInit[]): string | null {
  const { backtrace, place, rootDir } = site;
  if (stoppedIn(reading).length > 1) return null;
  // A case that ran, named by the log or not.
  if (backtrace.some((frame) => /^_uk_testsuite_\w+_case_/.test(plainName(frame)))) return null;
  const begun = new Set(reading.suites.map(({ name }) => name));
  const headline = reading.cause ?? '';
  const found = inits.filter(
    (init) =>
      !begun.has(init.suite) &&
      ((place !== null && isAtPlace(init, place, headline, begun)) ||
        backtrace.some((frame) => isFrameOf(init, frame, rootDir, begun))),
  );
  const named = found.filter(({ name }) => backtrace.some((frame) => plainName(frame) === name));
  const suites = [...new Set((named.length > 0 ? named : found).map(({ suite }) => suite))];
  return suites.length === 1 ? (suites[0] ?? null) : null;
}

/** What runs the init functions, by the names of releases from new to old. */
const BOOT_ENTRY = new Set(['uk_boot_entry', 'ukplat_entry', 'main_thread_func']);
/** Whoever runs a case, or the case itself. */
const RUNS_CASE = /^(?:uk_testsuite_run|_uk_testsuite_\w+_case_\w+)$/;

/** Whether the way from boot code to where the kernel stopped is known and leads through no suite; `sources`: ends of paths of all suites' own. */
export function isBetweenSuites({ backtrace, rootDir }: CrashSite, sources: readonly string[]): boolean {
  const depth = backtrace.findIndex((frame) => BOOT_ENTRY.has(plainName(frame)));
  const isElsewhere = (frame: StackFrame): boolean => {
    if (frame.function === null || frame.file === null || RUNS_CASE.test(plainName(frame))) return false;
    const file = resolve(rootDir, frame.file);
    return !sources.some((source) => file.endsWith(source));
  };
  return depth >= 0 && backtrace.slice(0, depth).every(isElsewhere);
}

/** The reading with the end in front of the suite's first case. */
export function chargedToInit(reading: Reading, suite: string): Reading {
  const { suites, findings } = chargedToNobody(reading);
  // That the log names no suite is no longer so.
  return { ...reading, findings: suites.length === 0 ? [] : findings, suites: [...suites, { name: suite, cases: [] }] };
}

/** The reading with the end behind all cases that it names. */
export function chargedToNobody(reading: Reading): Reading {
  const ended = (of: string, one: CaseReading): CaseReading => {
    if (!isStopped(one)) return one;
    if (one.assertions.failed > 0) return { ...one, verdict: 'fail' };
    const isUnclear = reading.findings.some((text) =>
      text.startsWith(`several CPUs printed at once in ${of}.${one.name}:`),
    );
    return { ...one, verdict: isUnclear ? 'unresolved' : 'pass' };
  };
  return {
    ...reading,
    suites: reading.suites.map(({ name, cases }) => ({ name, cases: cases.map((one) => ended(name, one)) })),
  };
}
