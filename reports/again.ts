// SPDX-License-Identifier: BSD-3-Clause
/** How to see a result again. */
import { LIST_CASE } from '../model/events.ts';
import { shellWord } from './repro/shell.ts';
import type { CaseResult } from './results.ts';

/** Programs have cells of their own; those from outside of the project are known by their absolute file alone. */
function selection({ cell, last, planned, order }: CaseResult): string[] {
  const key = `${last.suite}.${last.name}`;
  if (last.suite === LIST_CASE.suite && last.name === LIST_CASE.name) return [];
  const isProgram = cell.axes.kernel === 'host' || cell.id.endsWith('-programs');
  // What breaks only behind others is not seen alone.
  if (!isProgram) return ['--case', [...(order?.isKeptAlone === true ? order.after : []), key].join(',')];
  const file = planned?.file ?? '';
  return file.startsWith('/') ? ['--program-suite', file] : ['--suite', last.suite, '--case', key];
}

/** Of a run of kernels from elsewhere: where its folder goes, and what narrowed it. */
const NOT_AGAIN = /^--(?:out|suite|group|baseline|shard|plan)(?<value>=.*)?$/;
/** Of a tree also the architecture, of which the cell has one. */
const NOT_AGAIN_OF_TREE = /^--(?:out|suite|group|baseline|shard|plan|arch)(?<value>=.*)?$/;

/** What the log as a whole said of all suites that it was asked for. */
const NOT_AGAIN_OF_LOG = /^--(?:out|group|baseline|shard|plan|arch)(?<value>=.*)?$/;

/** The suite may be the cell. */
const isOfLog = ({ cell, last }: CaseResult): boolean => last.suite === cell.id;

/** Machines of trees from elsewhere are in QEMU's own words; one that picks its cases runs on ours. */
const isForeign = ({ cell: { axes } }: CaseResult): boolean =>
  axes.kernel.startsWith('image:') || (axes.kernel.startsWith('tree:') && axes.machine.startsWith('qemu:'));

/** The words of the run that this kernel was part of, which tell what it is made of, and the one image or suite. */
function againOfForeign(result: CaseResult, argv: readonly string[]): string[] {
  const { cell } = result;
  const isTree = cell.axes.kernel.startsWith('tree:');
  const left = isTree ? (isOfLog(result) ? NOT_AGAIN_OF_LOG : NOT_AGAIN_OF_TREE) : NOT_AGAIN;
  const words = argv.filter((word, index) => {
    const before = left.exec(argv[index - 1] ?? '');
    return !left.test(word) && (before === null || before.groups?.['value'] !== undefined);
  });
  const isList = words.some((word) => word.startsWith('--matrix'));
  const image = isList ? ['--suite', cell.image] : [];
  const narrowed = isTree
    ? ['--arch', cell.axes.arch, ...(isOfLog(result) ? [] : ['--suite', result.last.suite])]
    : image;
  return ['npm', 'run', 'ukmatrix', '--', ...words, ...narrowed];
}

/** The command that runs the case again, alone or behind those that it listens to, where its kernel can do that, on the same machine. `argv`: that of the run. */
export function againCommand(result: CaseResult, argv: readonly string[]): string {
  if (isForeign(result)) return againOfForeign(result, argv).map(shellWord).join(' ');
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
