// SPDX-License-Identifier: BSD-3-Clause
/** How to see a result again. */
import { shellWord } from './repro/shell.ts';
import type { CaseResult } from './results.ts';

/** Programs have cells of their own; those from outside of the project are known by their absolute file alone. */
function selection({ cell, last, planned }: CaseResult): string[] {
  const key = `${last.suite}.${last.name}`;
  const isProgram = cell.axes.kernel === 'host' || cell.id.endsWith('-programs');
  if (!isProgram) return ['--case', key];
  const file = planned?.file ?? '';
  return file.startsWith('/') ? ['--program-suite', file] : ['--suite', last.suite, '--case', key];
}

/** Of a run of prebuilt images: where its folder goes, and what narrowed it. */
const NOT_AGAIN = /^--(?:out|suite|group|baseline|shard)(?<value>=.*)?$/;

/** The words of the run that this image was part of, and the one image. */
function againOfImage({ cell }: CaseResult, argv: readonly string[]): string[] {
  const words = argv.filter((word, index) => {
    const before = NOT_AGAIN.exec(argv[index - 1] ?? '');
    return !NOT_AGAIN.test(word) && (before === null || before.groups?.['value'] !== undefined);
  });
  const isList = words.some((word) => word.startsWith('--matrix'));
  return ['npm', 'run', 'ukmatrix', '--', ...words, ...(isList ? ['--suite', cell.image] : [])];
}

/** The command that runs the case again, alone, on the same machine. `argv`: that of the run. */
export function againCommand(result: CaseResult, argv: readonly string[]): string {
  if (result.cell.axes.kernel.startsWith('image:')) return againOfImage(result, argv).map(shellWord).join(' ');
  const { arch, smp, machine, cpu, topology, timer, end, mte, kernel, libc } = result.cell.axes;
  const words = [
    ...['npm', 'run', 'ukmatrix', '--', 'run', '--arch', arch],
    ...(kernel === 'host' ? [] : ['--smp', String(smp), '--machine', machine]),
    ...(cpu === 'max' ? [] : ['--cpu', cpu]),
    ...(topology === 'packed' ? [] : ['--topology', topology]),
    ...(timer === 'quiet' ? [] : ['--timer', timer]),
    ...(end === 'main' ? [] : ['--end', end]),
    ...(mte === 'off' ? [] : ['--mte', mte]),
    ...(kernel === 'reference' ? [] : ['--kernel', kernel]),
    ...(libc === 'nolibc' ? [] : ['--libc', libc]),
    ...selection(result),
  ];
  return words.map(shellWord).join(' ');
}
