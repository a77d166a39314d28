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

/** What cannot be read names nobody; a boot whose transcript was not kept says so itself. */
function textOf(transcript: string): string {
  try {
    return readFileSync(transcript, 'latin1');
  } catch {
    return '';
  }
}

/** `transcript`: of a boot in which no line had the nonce that was asked for. */
export function readUnmarked(transcript: string): ProtocolEvent[] {
  const text = textOf(transcript);
  const first = FIRST_LINE.exec(text);
  if (first === null) return [];
  const reader = new TapReader(first.groups?.['nonce'] ?? null);
  const told = text.replace(OTHER_LINES, (line) => ' '.repeat(line.length));
  return [...reader.push(Buffer.from(told, 'latin1')), ...reader.finish()];
}

export const NOT_MARKED =
  'the kernel did not report under the number of this boot: is what reads its command line broken?';

const isBad = ({ verdict }: CaseVerdict): boolean =>
  verdict !== 'pass' && verdict !== 'skip' && verdict !== 'unresolved';

/**
 * Adds to the judgement of a boot whose marked lines name no case what the others name. No verdict is better for it: what went wrong gets
 * its name, the rest stays unresolved.
 */
export function withUnmarked(
  judgement: BootJudgement,
  evidence: BootEvidence,
  judge: (evidence: BootEvidence) => BootJudgement,
): BootJudgement {
  const { unmarked = [] } = evidence;
  if (!unmarked.some(({ type }) => type === 'case-started')) return judgement;
  const { verdicts } = judge({ ...evidence, tap: unmarked, unmarked: [] });
  const bad = new Map(verdicts.filter(isBad).map((verdict) => [caseKey(verdict), verdict]));
  const named = judgement.verdicts.map(
    (verdict) => bad.get(caseKey(verdict)) ?? (isBad(verdict) ? verdict : { ...verdict, cause: NOT_MARKED }),
  );
  return { ...judgement, disagreement: NOT_MARKED, verdicts: named };
}
