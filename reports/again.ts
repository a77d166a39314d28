// SPDX-License-Identifier: BSD-3-Clause
/** How to see a result again. */
import { shellWord } from './repro/shell.ts';
import type { CaseResult } from './results.ts';

/** The command that runs the case again, alone, on the same machine. */
export function againCommand({ cell, last }: CaseResult): string {
  const { arch, smp, machine, kernel, libc } = cell.axes;
  // Only the list that the image is from says how it is booted.
  if (kernel.startsWith('image:')) return `npm run ukmatrix -- run --matrix LIST --suite ${shellWord(cell.id)}`;
  const words = [
    ...['npm', 'run', 'ukmatrix', '--', 'run', '--arch', arch, '--smp', String(smp), '--machine', machine],
    ...(kernel === 'reference' ? [] : ['--kernel', kernel]),
    ...(libc === 'nolibc' ? [] : ['--libc', libc]),
    ...['--case', `${last.suite}.${last.name}`],
  ];
  return words.map(shellWord).join(' ');
}
