// SPDX-License-Identifier: BSD-3-Clause
/** One entry of the gallery: a misdeed, and the only right answer to it. Data, so that the whole gallery can be read and counted. */
import type { Arch } from '../../../model/cell.ts';
import type { Lie } from './script.ts';

/** What must come of a cell whose kernel lies. */
export interface Answer {
  /** Of the cases one, two and three: `pass crash pass`. */
  readonly verdicts: string;
  /** How each boot ended, in order: `crash complete`. */
  readonly ends: string;
  readonly exitCode: 0 | 1 | 3;
  /** Found in a cause, a disagreement or a finding; absent where nothing is to be said. */
  readonly because?: RegExp;
}

export interface Liar extends Answer {
  readonly name: string;
  /** One sentence without its subject, the guest. */
  readonly does: string;
  /** Default: both. */
  readonly arch?: readonly Arch[];
  readonly lie: Lie;
  /** Where the right answer depends on the machine. */
  readonly on?: Partial<Readonly<Record<Arch, Partial<Answer>>>>;
}

/** The answers that most lies get. */
export const NOTHING_BELIEVED = {
  verdicts: 'unresolved unresolved unresolved',
  ends: 'complete',
  exitCode: 3,
} as const;
export const ALL_PASS = { verdicts: 'pass pass pass', ends: 'complete', exitCode: 0 } as const;
export const CASE_CRASHED = { verdicts: 'pass crash pass', ends: 'crash complete', exitCode: 1 } as const;
export const CASE_HANGS = { verdicts: 'pass timeout pass', ends: 'hang complete', exitCode: 1 } as const;
export const CASE_FAILED = { verdicts: 'pass fail pass', ends: 'complete', exitCode: 1 } as const;

export const answerOf = (liar: Liar, arch: Arch): Answer => ({ ...liar, ...liar.on?.[arch] });
