// SPDX-License-Identifier: BSD-3-Clause
/** How to see a result again. */
import type { CaseResult } from './results.ts';

/** One word for a POSIX shell, whatever characters it has. */
const shellWord = (text: string): string =>
  /^[\w.,:/=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** The command that runs the case again, alone, on the same machine. */
export function againCommand({ cell, last }: CaseResult): string {
  const { arch, smp, machine, kernel, libc } = cell.axes;
  const words = [
    ...['npm', 'run', 'ukmatrix', '--', 'run', '--arch', arch, '--smp', String(smp), '--machine', machine],
    ...(kernel === 'reference' ? [] : ['--kernel', kernel]),
    ...(libc === 'nolibc' ? [] : ['--libc', libc]),
    ...['--case', `${last.suite}.${last.name}`],
  ];
  return words.map(shellWord).join(' ');
}
