// SPDX-License-Identifier: BSD-3-Clause
/**
 * The words with which kernels say that they cannot go on: ours, and those of released Unikraft trees on x86_64 and arm64. A critical line
 * alone is none: passing tests of the memory code print `Cannot handle read page fault at ...` and go on.
 */

/** Each is the last thing but its dump that a kernel says. */
const HEADLINES: readonly RegExp[] = [
  /^Assertion failure: /,
  // UK_BUG() from 0.17 on.
  /^Impossible execution path\s*$/,
  /^Crashing on first failure!/,
  /^(?:Unikraft: )?EL\d\w? [\w ]{1,40}(?:trap|exception|fault)(?: caught)?/,
  /^Unhandled (?:[Tt]rap|page fault)\b/,
  /^(?:Page fault|Tag check fault|Stack overflow|Bus error|Stack smashing detected)\b/,
];

/** What follows a headline. On x86_64 a page fault has none, so the dump's first line stands for it. */
const DUMPS: readonly RegExp[] = [
  /^rip: {1,4}(?:[0-9a-f]{4}:)?[0-9a-f]{16}\b/i,
  /^(?:SP|ESR_EL1|ELR_EL1) {0,8}: {1,4}0x[0-9a-f]{16}\b/i,
  // Panic: shortly before 0.18.
  /^Unikraft (?:[Cc]rash|Panic) - /,
  /^(?:Backtrace:|Call Trace:|Registers:|Crashing)\s*$/,
];

/** Zero is a call through a null pointer: nobody's line. */
const FAULT = /^\s*(?:RIP: {1,4}(?:[0-9a-f]{4}:)?|ELR_EL1 {0,8}: {1,4}0x)(?!0{16})([0-9a-f]{16})\b/i;

/** Released kernels on arm64 list no callers; this register has the last one, or where the function itself goes on behind its last call. */
const LINK = /^\s*LR \(x30\) {0,8}: {1,4}0x(?!0{16})([0-9a-f]{16})\b/i;

/** The latter is of released kernels on x86_64, up to 0.16. */
const FRAME = /^\s*(?:\[?(0x[0-9a-f]{4,16})\]?|base is 0x[0-9a-f]{1,16} caller is (0x[0-9a-f]{4,16}))\s*$/;

export const STOP_ON_FAILURE = 'Crashing on first failure!';

/** Releases indent what they log to a different depth. */
const isOneOf = (patterns: readonly RegExp[], text: string): boolean => {
  const plain = text.trimStart();
  return patterns.some((pattern) => pattern.test(plain));
};

export const isHeadline = (text: string): boolean => isOneOf(HEADLINES, text);

export const isDump = (text: string): boolean => isOneOf(DUMPS, text);

/** Tests of the memory code provoke them and go on. */
export const isMaybeHandled = (text: string): boolean => /page fault|guard page/i.test(text);

/** The address of the instruction that faulted, in a dump of the registers. */
export function faultAddress(text: string): string | null {
  const [, address] = FAULT.exec(text) ?? [];
  return address === undefined ? null : `0x${address}`;
}

/** The return address of the last call, in a dump of the registers. */
export function linkAddress(text: string): string | null {
  const [, address] = LINK.exec(text) ?? [];
  return address === undefined ? null : `0x${address}`;
}

/** The address in one line of a backtrace. */
export function frameAddress(text: string): string | null {
  const [, listed, caller] = FRAME.exec(text) ?? [];
  return listed ?? caller ?? null;
}
