// SPDX-License-Identifier: BSD-3-Clause
/** The cases of kernel/mishaps and the one right verdict of each. */
import type { Arch } from '../../../model/cell.ts';
import type { Verdict } from '../../../model/verdict.ts';

export interface Mishap {
  readonly name: string;
  readonly arch?: Arch;
  readonly verdict: Verdict;
  /** Found in the cause. */
  readonly because?: RegExp;
  /** Found in the text of the failed assertion. */
  readonly failure?: string;
  readonly on?: Partial<Readonly<Record<Arch, Partial<Pick<Mishap, 'verdict' | 'because'>>>>>;
}

/** Null where the architecture has no such case. */
export const mishapOn = (mishap: Mishap, arch: Arch): Mishap | null =>
  mishap.arch === undefined || mishap.arch === arch ? { ...mishap, ...mishap.on?.[arch] } : null;

const WITHOUT_A_WORD = /without a crash report/;

export const MISHAPS: readonly Mishap[] = [
  { name: 'before', verdict: 'pass' },
  { name: 'failed_expectation', verdict: 'fail', failure: '4' },
  { name: 'failed_expectation_then_crash', verdict: 'crash', because: /cannot write 0x0+:/, failure: '6' },
  { name: 'assertion_of_the_kernel', verdict: 'crash', because: /Assertion failure: nowhere != NULL/ },
  { name: 'panic', verdict: 'crash', because: /Nothing works any more/ },
  { name: 'null_read', verdict: 'crash', because: /Page fault: cannot read 0x0+:/ },
  { name: 'null_write', verdict: 'crash', because: /Page fault: cannot write 0x0+:/ },
  { name: 'null_call', verdict: 'crash', because: /Page fault: cannot execute 0x0+:/ },
  { name: 'write_to_code', verdict: 'crash', because: /Page fault: cannot write 0x[0-9a-f]+: no permission/ },
  { name: 'undefined_instruction', verdict: 'crash', because: /Unhandled trap/ },
  { name: 'stack_overflow', verdict: 'crash', because: /Stack overflow: cannot write/ },
  { name: 'stack_overflow_in_a_handler', verdict: 'crash', because: /Stack overflow/ },
  {
    name: 'fault_in_the_fault_handler',
    verdict: 'crash',
    because: /too many nested handlers|overflow|cannot write 0x0+:/,
  },
  { name: 'triple_fault', arch: 'x86_64', verdict: 'crash', because: WITHOUT_A_WORD },
  { name: 'hang_with_interrupts', verdict: 'timeout', because: /gets nowhere/ },
  { name: 'hang_without_interrupts', verdict: 'timeout', because: /gets nowhere/ },
  { name: 'halt_without_interrupts', verdict: 'timeout', because: /without progress/ },
  { name: 'failed_expectation_then_hang', verdict: 'timeout', because: /gets nowhere/, failure: '7' },
  { name: 'endless_output', verdict: 'timeout', because: /printed more than/ },
  { name: 'four_cpus_print', verdict: 'pass' },
  { name: 'four_cpus_print_without_lock', verdict: 'pass' },
  { name: 'another_cpu_crashes', verdict: 'crash', because: /Page fault: cannot write 0x0+:/ },
  { name: 'all_other_cpus_crash', verdict: 'crash', because: /Page fault: cannot write 0x0+:/ },
  { name: 'another_cpu_hangs', verdict: 'timeout', because: /gets nowhere/ },
  { name: 'switches_off', verdict: 'crash', because: WITHOUT_A_WORD },
  { name: 'restarts', verdict: 'crash', because: WITHOUT_A_WORD },
  { name: 'after', verdict: 'pass' },
];
