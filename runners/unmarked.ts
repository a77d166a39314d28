// SPDX-License-Identifier: BSD-3-Clause
/**
 * The report of a kernel that does not know its boot's nonce, because it lost or mangled its command line: nobody can vouch for it, so no
 * pass comes of it, but it names what is broken.
 */
import { readFileSync } from 'node:fs';
import { caseKey } from '../model/cell.ts';
import type { BootEvidence } from './evidence.ts';
import type { BootJudgement, CaseVerdict } from './judge.ts';
import type { ProtocolEvent } from './protocols/protocol-event.ts';
import { TapReader } from './protocols/tap.ts';

const FIRST_LINE = /^(?:@(?<nonce>\S+) )?TAP version 14\r?$/m;
/** The kernel's log and the classic text stand between lines of TAP, which a parser of TAP takes for the end of a subtest. */
const OTHER_LINES = /(?<=^|\n)(?! *(?:TAP version|1\.\.|ok |not ok |# |---|\.\.\.|\w+: |@))[^\n]+/g;

/** `transcript`: of a boot in which no line had the nonce that was asked for. */
export function readUnmarked(transcript: string): ProtocolEvent[] {
  const text = readFileSync(transcript, 'latin1');
  const first = FIRST_LINE.exec(text);
  if (first === null) return [];
  const reader = new TapReader(first.groups?.['nonce'] ?? null);
  const told = text.replace(OTHER_LINES, (line) => ' '.repeat(line.length));
  return [...reader.push(Buffer.from(told, 'latin1')), ...reader.finish()];
}

export const NOT_MARKED =
  'the kernel did not report under the number of this boot: is what reads its command line broken?';

/** `judge`: of what is marked. Null where nothing but marked lines, or nothing at all, names a case. */
export function judgeUnmarked(
  evidence: BootEvidence,
  judge: (evidence: BootEvidence) => BootJudgement,
): BootJudgement | null {
  const { unmarked = [] } = evidence;
  if (!unmarked.some(({ type }) => type === 'case-started')) return null;
  const { verdicts, ...judgement } = judge({ ...evidence, tap: unmarked, unmarked: [] });
  const doubted = (verdict: CaseVerdict): CaseVerdict => {
    const isGood = verdict.verdict === 'pass' || verdict.verdict === 'skip';
    return isGood ? { ...verdict, verdict: 'unresolved', cause: NOT_MARKED } : verdict;
  };
  const named = new Map(verdicts.map((verdict) => [caseKey(verdict), doubted(verdict)]));
  const unnamed = evidence.asked
    .filter((id) => !named.has(caseKey(id)))
    .map(({ suite, name }): CaseVerdict => ({
      ...{ suite, name, verdict: 'unresolved', cause: NOT_MARKED, assertions: { passed: 0, failed: 0 } },
      ...{ failures: [], backtrace: [], durationMs: 0, range: null },
    }));
  // Another boot would know its command line no better.
  return { ...judgement, disagreement: NOT_MARKED, verdicts: [...named.values(), ...unnamed], remaining: [] };
}
