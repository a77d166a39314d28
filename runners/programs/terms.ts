// SPDX-License-Identifier: BSD-3-Clause
/** What a program may take, and what the boot that it runs in. Pure. */
import type { Suite } from '../../suites/suite-file.ts';
import type { BootLimits } from '../boot.ts';
import { limitsOf } from '../case-limits.ts';
import type { ProgramTerms } from './program-verdict.ts';

/** What a program may print where its suite does not say. */
const OUTPUT_BYTES = 1 << 20;
/** What a kernel gets on top of a program's own limits to end it and say so. */
const KERNEL_GRACE_MS = 3000;
const KERNEL_OUTPUT_BYTES = 1 << 16;

/** `limits`: those of the run. */
export function termsOf(suite: Suite, name: string, limits: BootLimits): ProgramTerms {
  const own = limitsOf({ suite: suite.name, name }, [suite], { ...limits, outputBytes: OUTPUT_BYTES });
  return { limitMs: own.progressMs, outputBytes: own.outputBytes, skipStatus: suite.skip_status ?? null };
}

/** The kernel itself ends a program that takes too long or prints too much; a boot is ended when it does not. */
export function bootLimitsOf(suite: Suite, name: string, limits: BootLimits): BootLimits {
  const { limitMs, outputBytes } = termsOf(suite, name, limits);
  const progressMs = limitMs + KERNEL_GRACE_MS;
  const capMs = Math.max(limits.capMs, Math.ceil((limits.capMs * progressMs) / limits.progressMs));
  return { progressMs, capMs, outputBytes: 2 * outputBytes + KERNEL_OUTPUT_BYTES, setFor: suite.name };
}
