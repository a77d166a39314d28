// SPDX-License-Identifier: BSD-3-Clause
/** Everything that one boot left behind, before anyone judges it. */
import type { Arch, CaseId } from '../model/cell.ts';
import type { BootExit } from '../model/events.ts';
import type { StackFrame } from '../model/verdict.ts';
import type { ShareContents } from './monitors/share.ts';
import type { Pressed } from './power-button.ts';
import type { ProtocolEvent } from './protocols/protocol-event.ts';

/** Why the harness itself ended a boot. */
export type KillKind = 'hang' | 'output' | 'restart' | 'interrupt' | 'trouble';

export interface BootEvidence {
  readonly arch: Arch;
  readonly nonce: string;
  /** The cases that this boot was asked to run. */
  readonly asked: readonly CaseId[];
  readonly exit: BootExit;
  /** Null unless the harness killed it. */
  readonly killed: KillKind | null;
  /** Null: nobody pressed its power button. */
  readonly pressed: Pressed | null;
  /** What the harness could not do for this boot, in words; nothing good is believed then. */
  readonly trouble: string | null;
  /** The monitor's own messages. */
  readonly stderr: string;
  readonly durationMs: number;
  readonly tap: readonly ProtocolEvent[];
  /** Where `tap` is empty: see unmarked.ts. */
  readonly unmarked?: readonly ProtocolEvent[];
  readonly classic: readonly ProtocolEvent[];
  /** Null where the boot had no share. */
  readonly share: ShareContents | null;
  /** Length of the transcript. */
  readonly byteCount: number;
  /** The kernel's own backtrace after a crash, symbols found. */
  readonly backtrace: readonly StackFrame[];
  /** Wall time between the first and the last line of each case that reported, by its key. */
  readonly seenMs: ReadonlyMap<string, number>;
  /** Wall time from the start of the case that was running at the end, if one was. */
  readonly runningForMs: number;
}
