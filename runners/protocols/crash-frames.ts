// SPDX-License-Identifier: BSD-3-Clause
/**
 * The backtrace in a crash report: the instruction that faulted, from the registers, then what the report lists as callers. Released
 * kernels list only these (on x86_64), or nothing at all (on arm64).
 */
import { faultAddress, frameAddress } from './crash-words.ts';

/** A kernel that faults for ever prints them for ever. */
const MOST_FRAMES = 64;

export class CrashFrames {
  #count = 0;
  /** Kernels that list it themselves begin with it. */
  #fault: bigint | null = null;
  /** The report itself faulted: what follows is the backtrace of that. */
  #isBroken = false;

  /** The frame that this line of the report has; null: none, or one that is there already. */
  take(text: string): string | null {
    if (this.#count >= MOST_FRAMES || this.#isBroken) return null;
    const fault = faultAddress(text);
    this.#isBroken = fault !== null && this.#count > 0;
    if (this.#isBroken) return null;
    const address = fault ?? frameAddress(text);
    if (address === null) return null;
    const isAgain = this.#count === 1 && this.#fault === BigInt(address);
    this.#fault = fault === null ? null : BigInt(fault);
    if (isAgain) return null;
    this.#count++;
    return address;
  }
}
