// SPDX-License-Identifier: BSD-3-Clause
/**
 * The words with which kernels say that they cannot go on: ours, and those of released Unikraft trees on x86_64 and arm64. A critical line
 * alone is none: passing tests of the memory code print `Cannot handle read page fault at ...` and go on.
 */

/** Each is the last thing but its dump that a kernel says. */
const HEADLINES: readonly RegExp[] = [
  /^Assertion failure: /,
  /^Crashing on first failure!/,
  /^EL\d\w? [\w ]{1,40}(?:trap|exception|fault)(?: caught)?/,
  /^Unhandled [Tt]rap\b/,
  /^(?:Page fault|Stack overflow|Bus error|Stack smashing detected)\b/,
];

/** What follows a headline. On x86_64 a page fault has none, so the dump's first line stands for it. */
const DUMPS: readonly RegExp[] = [
  /^RIP: [0-9a-f]{16}\b/,
  /^\s*(?:SP|ESR_EL1|ELR_EL1) {1,8}: 0x[0-9a-f]{16}\b/,
  /^Unikraft Crash - /,
  /^(?:Backtrace:|Crashing)\s*$/,
];

const FRAME = /^\s*\[?(0x[0-9a-f]{4,16})\]?\s*$/;

export const STOP_ON_FAILURE = 'Crashing on first failure!';

export const isHeadline = (text: string): boolean => HEADLINES.some((pattern) => pattern.test(text));

export const isDump = (text: string): boolean => DUMPS.some((pattern) => pattern.test(text));

/** The address in one line of a backtrace. */
export const frameAddress = (text: string): string | null => FRAME.exec(text)?.[1] ?? null;
