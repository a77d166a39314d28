// SPDX-License-Identifier: BSD-3-Clause
/**
 * Faults of memory tags that a CPU tells after the access was done (arm64, modes async and asymm): the guest finds them when a case ends,
 * which may be a later case than the one that made the access. The words are those of the kernel: lib/uktest/run.c, arch/arm64/trap.c.
 */
import type { CaseId } from '../model/cell.ts';
import type { CaseVerdict } from './judge.ts';
import type { ProtocolEvent } from './protocols/protocol-event.ts';

const TOLD_LATE = /^a tag check fault of CPU set 0x[0-9a-f]+ was told late$/;
const AT_THE_ACCESS = /^Tag check fault: /;

export interface LateFaultSighting {
  readonly where: CaseId;
  /** The cases that ran up to it and itself, in order: one of them made the access, or nobody in this boot did. */
  readonly suspects: readonly CaseId[];
}

const plain = ({ suite, name }: CaseId): CaseId => ({ suite, name });

/** The first of a boot: what came to light after it may be its consequence. Null if there is none. */
export function lateFaultOf(tap: readonly ProtocolEvent[]): LateFaultSighting | null {
  const ended = tap.filter((event) => event.type === 'case-ended');
  const index = ended.findIndex(({ failures }) => failures.some(({ text }) => TOLD_LATE.test(text)));
  const where = ended[index];
  return where === undefined ? null : { where: plain(where), suspects: ended.slice(0, index + 1).map(plain) };
}

export const isTagCheckFault = ({ verdict, cause }: CaseVerdict): boolean =>
  verdict === 'crash' && cause !== null && AT_THE_ACCESS.test(cause);

export function lateFaultInWords(where: string, culprit: string | null, cause: string | null): string {
  const told = `${where} ended with a tag check fault that was told late`;
  if (culprit === null) return `${told}; with faults at the access none of the cases up to it showed one`;
  return `${told}; with faults at the access it is ${culprit} that faults: ${cause ?? 'no report'}`;
}
