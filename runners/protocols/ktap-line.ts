// SPDX-License-Identifier: BSD-3-Clause
/** The lines of TAP and KTAP, each by itself: see ktap.ts for where they may stand. */
import type { Verdict } from '../../model/verdict.ts';

export const RESULT = /^(?<not>not )?ok\b(?: +(?<number>\d{1,9}))?(?: |$)(?: *- )?(?<rest>.*)$/;
export const DIRECTIVE = /^(?<word>SKIP(?:PED)?|TODO|XFAIL|TIMEOUT|ERROR)\b[ :]*(?<rest>.*)$/i;
export const VERSION = /^K?TAP version \d{1,3}\s*$/;
export const INNER_VERSION = /^# K?TAP version \d{1,3}\s*$/;
/** Not every program of kselftest prints a version. */
export const INNER_PLAN = /^# 1\.\.[1-9]\d{0,8}\s*$/;
/** TAP 12 has no version line. */
export const FIRST_WITHOUT_VERSION = /^(?:1\.\.\d|(?:not )?ok (?:1\b|- )|# Subtest: |Bail out!)/;
export const PLAN = /^1\.\.(?<count>\d{1,9})(?:\s*#\s*(?:SKIP\S*\s*)?(?<reason>.*))?\s*$/i;
/** kselftest's names a program, which prints a document of its own or none. */
export const SUBTEST = /^# (?:Subtest(?:: *(?<name>.*))?|(?<program>selftests: \S.*))$/;
/** KUnit's: `# case: EXPECTATION FAILED at file:line`, its text on the lines that follow. */
export const KUNIT_FAILURE =
  /^# .{0,300}?: (?:EXPECTATION|ASSERTION) FAILED at (?<file>\S{1,300}?):(?<line>\d{1,9})\s*$/;
/** Diagnostics of KUnit begin with the name of their test. */
export const SPEAKER = /^# (?!Totals: )([\w.-]{1,200}): /;
/** KUnit survives a test that faults or never ends, and reports it as failed. */
export const KUNIT_FATE = /^# (?<name>[\w.-]{1,200}): (?<words>kunit test case crashed!|try faulted|try timed out)/;
/** kselftest's, before the next test. */
export const NEXT_TEST = /^#\s+(?:timeout set to \d|(?:# {1,4})?RUN\s)/;
export const PRAGMA = /^pragma [+-]\w/;
export const BAIL_OUT = /^Bail out!\s*(?<reason>.*)$/i;

/** A number or a language may have a `#`, too. */
const BEFORE_DIRECTIVE = /(?:^|[^\\])#(?=\s*(?:SKIP|TODO|XFAIL|TIMEOUT|ERROR)|\w+=)|(?:^|\s)#(?=\s|$)/i;

/** At the first `#` that begins a directive or a remark and that no backslash takes back. */
export function splitDirective(rest: string): { readonly name: string; readonly directive: string } {
  const at = BEFORE_DIRECTIVE.exec(rest);
  if (at === null) return { name: unescape(rest), directive: '' };
  const hash = at.index + at[0].length - 1;
  return { name: unescape(rest.slice(0, hash)), directive: rest.slice(hash + 1).trim() };
}

const unescape = (text: string): string => text.replaceAll(/\\([\\#])/g, '$1').trim();

/** A failed test whose directive excuses it is skipped, or failed as promised; a directive that is none is part of no verdict. */
export function verdictOf(isOk: boolean, word: string): { readonly verdict: Verdict; readonly isPromised: boolean } {
  const of = (verdict: Verdict, isPromised = false): { verdict: Verdict; isPromised: boolean } => ({
    verdict,
    isPromised,
  });
  switch (word) {
    case 'SKIP':
    case 'SKIPPED':
      return of('skip');
    case 'TIMEOUT':
      return of('timeout');
    case 'XFAIL':
      return of('fail', true);
    case 'TODO':
      return isOk ? of('pass') : of('fail', true);
    case 'ERROR':
      return of('fail');
    default:
      return of(isOk ? 'pass' : 'fail');
  }
}

const GLUED = /[^\s\w](?<result>(?:not )?ok (?<number>\d{1,9}) \S.*)$/;

/** From where a result begins behind what its program printed without an end of that line, `too high..not ok 2 timer`; null: it has another number. */
export function gluedResult(text: string, next: number): number | null {
  if (text.startsWith('#') || !text.includes('ok ')) return null;
  const { result = '', number } = GLUED.exec(text)?.groups ?? {};
  return Number(number) === next ? text.length - result.length : null;
}
