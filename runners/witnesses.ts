// SPDX-License-Identifier: BSD-3-Clause
/** Do plan, end line and exit status tell the same story? And does the classic text of the same console? A crash that the text
 * seems to show before the end line decides nothing here: cases print such text on purpose, and a real one has no end line. Pure. */
import { caseKey } from '../model/cell.ts';
import type { BootEvidence } from './evidence.ts';
import type { TapRecord } from './judge.ts';
import { crashHeadline, type EndTotals } from './protocols/protocol-event.ts';

/** isa-debug-exit's (value << 1) | 1 for HALT 0x10 and FAIL 0x11. */
const X86_PASS_STATUS = 33;
const X86_FAIL_STATUS = 35;

function planSays({ asked }: BootEvidence, record: TapRecord): string | null {
  const missing = asked.filter((id) => !record.ended.has(caseKey(id)) && !record.refused.has(id.suite));
  const keys = new Set(asked.map(caseKey));
  const strangers = [...record.ended.keys()].filter((key) => !keys.has(key));
  const unended = record.started.map(caseKey).find((key) => !record.ended.has(key) && !keys.has(key));
  const [firstMissing] = missing;
  if (firstMissing !== undefined)
    return `${missing.length} planned cases did not report, ${caseKey(firstMissing)} first`;
  if (strangers.length > 0)
    return `${strangers.length} cases reported that nobody asked for, ${strangers[0] ?? ''} first`;
  if (unended !== undefined) return `${unended} started, which nobody asked for, and never reported`;
  return null;
}

function totalsSay(totals: EndTotals, record: TapRecord): string | null {
  const seen = { suites: record.suiteCount, cases: 0, passed: 0, failed: 0, skipped: 0 };
  for (const { result } of record.ended.values()) {
    seen.cases++;
    if (result.verdict === 'pass') seen.passed++;
    else if (result.verdict === 'fail') seen.failed++;
    else seen.skipped++;
  }
  for (const name of ['suites', 'cases', 'passed', 'failed', 'skipped'] as const) {
    if (totals[name] !== seen[name])
      return `the end line says ${name}=${totals[name]} and the console shows ${seen[name]}`;
  }
  return null;
}

/** What the guest must have said about itself, given what it printed. */
const isAllGood = (totals: EndTotals, record: TapRecord): boolean => totals.failed === 0 && record.refused.size === 0;

function exitSays({ arch, exit }: BootEvidence, isGood: boolean): string | null {
  const expected = arch === 'x86_64' ? (isGood ? X86_PASS_STATUS : X86_FAIL_STATUS) : 0;
  if (exit.kind === 'killed') return `the guest never switched off: ${exit.reason}`;
  if (exit.kind === 'signal') return `the monitor was killed by ${exit.signal} before the guest had switched off`;
  if (exit.kind === 'not-started') return `the monitor did not start: ${exit.reason}`;
  return exit.status === expected ? null : `the exit status is ${exit.status} where ${expected} was due`;
}

/** arm64 can only switch off, so there the result file is the status. */
function resultFileSays({ arch, nonce, share }: BootEvidence, totals: EndTotals, isGood: boolean): string | null {
  const result = share?.result ?? { kind: 'absent' };
  switch (result.kind) {
    case 'absent':
      return arch === 'arm64' ? 'the guest left no result file, its exit status on this machine' : null;
    case 'bad':
      return result.reason;
    case 'present':
      if (result.nonce !== nonce) return 'the result file is from another boot';
      if (result.isPass !== isGood) return `the result file says ${result.isPass ? 'pass' : 'fail'}`;
      for (const name of ['cases', 'failed', 'skipped'] as const) {
        if (result[name] !== totals[name])
          return `the result file says ${name}=${result[name]}, the end line ${totals[name]}`;
      }
      return null;
    default:
      return result satisfies never;
  }
}

/** The two texts of one console are printed by the same code; a pass that the other text calls failed is no pass. */
function classicSays({ classic }: BootEvidence, record: TapRecord): string | null {
  for (const event of classic) {
    if (event.type !== 'case-ended' && event.type !== 'open-case') continue;
    if (event.assertions.failed === 0) continue;
    if (record.ended.get(caseKey(event))?.result.verdict === 'pass') {
      return `the classic text shows a failed assertion in ${caseKey(event)}, which TAP calls passed`;
    }
  }
  return null;
}

/** Behind the last case nothing runs that could print a crash report on purpose. */
function crashAfterCases({ classic }: BootEvidence, { ended, endAt }: TapRecord): string | null {
  const lastEnd = [...ended.values()].reduce((latest, one) => Math.max(latest, one.endAt), 0);
  const headline = crashHeadline(classic.filter(({ at }) => at >= lastEnd));
  if (headline === null) return null;
  const isOver = crashHeadline(classic.filter(({ at }) => at > endAt)) !== null;
  return `after its ${isOver ? 'end line' : 'last case'} the kernel crashed: ${headline}`;
}

/** For a boot with an end line: the first thing that does not fit, in words, or null. */
export function disagreementOf(evidence: BootEvidence, record: TapRecord): string | null {
  const { totals } = record;
  if (totals === null) return 'there is no end line';
  const isGood = isAllGood(totals, record);
  return (
    crashAfterCases(evidence, record) ??
    record.malformed[0] ??
    planSays(evidence, record) ??
    totalsSay(totals, record) ??
    exitSays(evidence, isGood) ??
    resultFileSays(evidence, totals, isGood) ??
    classicSays(evidence, record)
  );
}
