// SPDX-License-Identifier: BSD-3-Clause
/** Guests that never come back: still, busy, or talking for ever. */
import { CASE_HANGS, NOTHING_BELIEVED, type Liar } from '../liar.ts';
import { halt, haltWithInterrupts, say, sayForEver, spin, spinWithInterrupts, tap } from '../script.ts';

const AFTER_THE_END = { ...NOTHING_BELIEVED, ends: 'hang', because: /never switched off/ } as const;

export const HANGS: readonly Liar[] = [
  { name: 'spin', does: 'spins with interrupts off', lie: { inCase: [spin] }, ...CASE_HANGS, because: /gets nowhere/ },
  {
    name: 'spin-with-interrupts',
    does: 'spins with interrupts on',
    lie: { inCase: [spinWithInterrupts] },
    ...CASE_HANGS,
    because: /gets nowhere/,
  },
  { name: 'halt', does: 'halts with interrupts off', lie: { inCase: [halt] }, ...CASE_HANGS, because: /sleeps/ },
  {
    name: 'halt-with-interrupts',
    does: 'waits for an interrupt that never comes',
    lie: { inCase: [haltWithInterrupts] },
    ...CASE_HANGS,
    because: /without progress/,
  },
  {
    name: 'silence',
    does: 'never prints a byte',
    lie: { atBoot: [halt] },
    ...NOTHING_BELIEVED,
    ends: 'hang',
    because: /before the first case/,
  },
  {
    name: 'panic-then-hang',
    does: 'reports a page fault and then hangs instead of stopping',
    lie: { inCase: [say('CRIT: Page fault: cannot write 0x0000000000000010: not mapped\nCRIT: Crashing\n'), spin] },
    verdicts: 'pass crash pass',
    ends: 'hang complete',
    exitCode: 1,
    because: /Page fault: cannot write 0x0+10/,
  },
  {
    name: 'endless-lines',
    does: 'prints lines for ever',
    lie: { inCase: [sayForEver('all work and no play\n')] },
    ...CASE_HANGS,
    because: /more than 131072 bytes/,
  },
  {
    name: 'endless-line',
    does: 'prints one line for ever',
    lie: { inCase: [sayForEver('all work and no play ')] },
    ...CASE_HANGS,
    because: /more than 131072 bytes/,
  },
  {
    name: 'endless-nul',
    does: 'prints NUL bytes for ever',
    lie: { inCase: [sayForEver('\0')] },
    ...CASE_HANGS,
    because: /more than 131072 bytes/,
  },
  {
    name: 'endless-failures',
    does: 'reports failed assertions for ever',
    lie: { inCase: [sayForEver('@{nonce}     # Failed: two.c:1: expected `x` to be true\n')] },
    ...CASE_HANGS,
    because: /more than 131072 bytes/,
  },
  {
    name: 'endless-crash-report',
    does: 'faults while it reports a fault, for ever',
    lie: { inCase: [sayForEver('CRIT: Page fault: cannot read 0x0000000000000000: not mapped\n')] },
    verdicts: 'pass crash pass',
    ends: 'hang complete',
    exitCode: 1,
    because: /Page fault/,
  },
  { name: 'hang-after-the-end', does: 'hangs after its end line', lie: { afterEnd: [halt] }, ...AFTER_THE_END },
  {
    name: 'hang-after-the-result-file',
    does: 'hangs after everything, instead of switching off',
    lie: { file: [tap('# all done'), spin] },
    ...AFTER_THE_END,
  },
  {
    name: 'babble-after-the-end',
    does: 'prints for ever after its end line',
    lie: { afterEnd: [sayForEver('zzz\n')] },
    ...AFTER_THE_END,
  },
];
