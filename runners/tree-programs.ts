// SPDX-License-Identifier: BSD-3-Clause
/**
 * Programs on a tree that cannot load them: each is the application of an image of its own, built one after the other in one folder, and is a
 * case. What does not compile or link there is unresolved; the others run.
 */
import { join } from 'node:path';
import type { ForeignResult } from '../kernels/foreign/build.ts';
import { exitMark, isProgram, nonceOf, writeProgramApp, type ForeignProgram } from '../kernels/foreign/program-app.ts';
import type { ForeignImage } from '../kernels/foreign/image-file.ts';
import { hashOf } from '../kernels/inputs.ts';
import { matchesAny } from '../model/glob.ts';
import { sourcesOf, surroundingsOf } from '../suites/program-suite.ts';
import type { Suite } from '../suites/suite-file.ts';
import type { Dispatcher } from './dispatcher.ts';
import { judgeReading, withBacktrace } from './image-judge.ts';
import { ProgramExitReader } from './protocols/program-exit.ts';
import { bootTree, unresolved, type TreeCell, type TreeRunOptions } from './tree-boot.ts';
import { traceEnd } from './tree-end.ts';

interface ProgramCase {
  readonly suite: string;
  readonly name: string;
  readonly program: ForeignProgram;
  readonly skipStatus: number | undefined;
}

/** Flags of public suites of programs. */
const FLAGS = ['-D_POSIX_C_SOURCE=200809L', '-fno-builtin', '-frounding-math'];

function programsOf(suite: Suite): ProgramCase[] {
  return sourcesOf(suite)
    .filter(({ name, file }) => matchesAny(suite.globs ?? ['*'], name) && isProgram(file))
    .map(({ file, name, folder }) => {
      const { helpers, includeDirs } = surroundingsOf(suite, folder);
      const program = { file, helpers, includeDirs, cflags: suite.cflags ?? FLAGS };
      return { suite: suite.name, name, program, skipStatus: suite.skip_status };
    });
}

type Build = (app: string) => Promise<ForeignResult>;

/** What is not as it was asked for, though the program could be built. */
const shortcomings = ({ leftOut, findings }: ForeignImage): string[] => [
  ...leftOut.map(({ library, message }) => `programs are linked without ${library}: it ${message}`),
  ...findings,
];

/** Returns findings that are not of this program alone. */
async function runProgram(
  one: TreeCell,
  { suite, name, program, skipStatus }: ProgramCase,
  options: TreeRunOptions,
  dispatcher: Dispatcher,
  build: Build,
): Promise<readonly string[]> {
  const { id } = one.cell;
  const app = join(options.project.home, 'trees', `program-${hashOf(one.tree.path, one.cell.id).slice(0, 16)}`);
  writeProgramApp(app, program);
  const result = await build(app);
  if (dispatcher.isOver()) return [];
  if (result.kind === 'failed') {
    const { message, file, line } = result;
    dispatcher.settle(id, unresolved({ suite, name }, message, [{ text: message, file, line }]));
    return [];
  }
  const terms = { suite, name, skipStatus, mark: exitMark(nonceOf(program)) };
  const { runDir, project } = options;
  const booted = { image: result.image, arch: one.cell.axes.arch, runDir, rootDir: project.rootDir, alone: null };
  do {
    const place = dispatcher.nextBoot(id);
    const ended = await bootTree(
      one,
      result.image.file,
      place,
      options,
      dispatcher,
      () => new ProgramExitReader(terms),
    );
    const { end, backtrace } = await traceEnd(ended, { ...booted, place });
    dispatcher.endImageBoot(place, withBacktrace(judgeReading(end.reading, suite), backtrace).judgement, end);
  } while (!dispatcher.isOver() && dispatcher.retriesOf(id, [{ suite, name }]).length > 0);
  return shortcomings(result.image);
}

/** `build` makes an image of the application in a folder. */
export async function runTreePrograms(
  one: TreeCell,
  options: TreeRunOptions,
  dispatcher: Dispatcher,
  build: Build,
): Promise<void> {
  const { cell } = one;
  const cases = one.programs.flatMap(programsOf).filter((id) => options.isSelected(cell, id));
  const planned = cases.map(({ suite, name, program }) => ({ suite, name, file: program.file, line: null }));
  options.promises.offer(cell, planned);
  dispatcher.planCell(cell.id, planned, (id) => options.promises.of(cell, id));
  const findings = new Set<string>();
  for (const program of cases) {
    if (dispatcher.isOver()) break;
    for (const text of await runProgram(one, program, options, dispatcher, build)) findings.add(text);
  }
  for (const text of findings) dispatcher.finding({ cell: cell.id, boot: null }, text);
  dispatcher.endCell(cell.id);
}
