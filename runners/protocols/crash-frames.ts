// SPDX-License-Identifier: BSD-3-Clause
/**
 * The backtrace in a crash report: the instruction that faulted, from the registers, then what the report lists as callers. Released
 * kernels list only these (on x86_64), or nothing at all (on arm64), where the link register stands for them.
 */
import { faultAddress, frameAddress, linkAddress } from './crash-words.ts';

/** A kernel that faults for ever prints them for ever. */
const MOST_FRAMES = 64;

export class CrashFrames {
  #count = 0;
  /** Kernels that list it themselves begin with it. */
  #fault: bigint | null = null;
  /** The report itself faulted: what follows is the backtrace of that. */
  #isBroken = false;
  #hasLink = false;

  /** The frame that this line of the report has; null: none, or one that is there already. */
  take(text: string): string | null {
    if (this.#count >= MOST_FRAMES || this.#isBroken) return null;
    const fault = faultAddress(text);
    this.#isBroken = fault !== null && (this.#count > 0 || this.#hasLink);
    if (this.#isBroken) return null;
    const address = fault ?? frameAddress(text);
    if (address === null) return null;
    const isAgain = this.#count === 1 && this.#fault === BigInt(address);
    this.#fault = fault === null ? null : BigInt(fault);
    if (isAgain) return null;
    this.#count++;
    return address;
  }

  /** The link register in this line, of the first fault alone. */
  takeLink(text: string): string | null {
    if (this.#isBroken || this.#hasLink) return null;
    const address = linkAddress(text);
    this.#hasLink = address !== null;
    return address;
  }
}

/** All instructions of arm64, where it matters. */
const CALL_BYTES = 4n;

/** What the report lists, and the link register where that is no more than the fault; a fault at no address at all is known by its call alone. */
export function withLink(frames: readonly string[], link: string | null): readonly string[] {
  if (link === null || frames.length > 1) return frames;
  const [fault] = frames;
  if (fault === undefined) return [`0x${(BigInt(link) - CALL_BYTES).toString(16)}`];
  // Right behind its own call, or returned to nowhere.
  return BigInt(fault) === BigInt(link) ? frames : [fault, link];
}
