// SPDX-License-Identifier: BSD-3-Clause
/** A build that was stopped for the time that it took, as the failure of what its tools were at. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BuildErrors, BuildFailure } from '../build-errors.ts';
import { durationInSeconds, type MakeLimits } from '../make.ts';
import type { RunningTool } from '../running-tools.ts';

const programOf = ({ command }: RunningTool): string => basename(command.split(' ', 1)[0] ?? '');

/** Where a command names no file, the makefile that has it. */
const makefilesWith = ({ command }: RunningTool, dirs: readonly string[]): string[] =>
  dirs
    .map((dir) => join(dir, 'Makefile.uk'))
    .filter((file) => existsSync(file) && readFileSync(file, 'utf8').includes(command));

/** `dirs`: folders of libraries; `first` is what there is to say where nobody can be left out for it. */
export function endlessBuild(
  tools: readonly RunningTool[],
  dirs: readonly string[],
  { silentMs }: MakeLimits,
  first: BuildFailure,
): BuildErrors {
  const placed = tools.flatMap((tool) => {
    const files = tool.files.length > 0 ? tool.files : makefilesWith(tool, dirs);
    return files.map((file) => {
      const message = `took longer than ${durationInSeconds(silentMs)} (${programOf(tool)} of ${basename(file)})`;
      return { message, file, line: null };
    });
  });
  return { first, placed, objects: [] };
}
