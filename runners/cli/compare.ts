// SPDX-License-Identifier: BSD-3-Clause
/**
 * `ukmatrix compare RUN [BASE]`: what differs between two runs, and from all that the history knows; with an axis
 * (`--libc musl,nolibc`, `--kernel reference,host`) columns of one run side by side.
 */
import { UserError } from '../../model/errors.ts';
import { axisTable, missingValue, type AxisTable, type ComparedAxis } from '../../reports/compare/axis-table.ts';
import { axisJson, axisMarkdown, axisText } from '../../reports/compare/axis-text.ts';
import { differenceMarkdown, differenceText } from '../../reports/history/difference-text.ts';
import { resultsOf } from '../../reports/results.ts';
import { styleFor } from '../../reports/terminal/style.ts';
import { EXIT } from '../dispatcher.ts';
import type { Project } from '../images.ts';
import { differenceOf, openHistory, storedRun } from './history-file.ts';
import { openRun } from './recorded-run.ts';

type AxisOptions = { readonly [Axis in ComparedAxis]?: string };

export interface CompareOptions extends AxisOptions {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

const AXES: readonly ComparedAxis[] = ['kernel', 'libc', 'arch', 'smp'];

function chosenAxis(
  options: CompareOptions,
): { readonly axis: ComparedAxis; readonly values: readonly string[] } | null {
  if (AXES.every((name) => options[name] === undefined)) return null;
  const [axis, ...others] = AXES.filter((name) => options[name] !== undefined);
  const values = axis === undefined ? [] : (options[axis] ?? '').split(',');
  if (axis !== undefined && others.length === 0 && new Set(values).size > 1) return { axis, values };
  throw new UserError('option-value', 'compare needs one axis with two values or more', {
    hint: 'as in: ukmatrix compare latest --libc musl,nolibc',
  });
}

export async function compareCommand(
  run: string,
  base: string | undefined,
  options: CompareOptions,
  project: Project,
): Promise<number> {
  const chosen = chosenAxis(options);
  if (chosen === null) return compareWithBase(run, base, options, project);
  const { axis, values } = chosen;
  const { record, runDir } = await openRun(project.home, run);
  const cells = resultsOf(record);
  const missing = missingValue(cells, axis, values);
  if (missing !== null) {
    throw new UserError('nothing-selected', `--${axis}: ${runDir} has no cell with ${JSON.stringify(missing)}`, {
      hint: `run both first: ukmatrix run --${axis} ${values.join(',')} ...`,
    });
  }
  const table = axisTable(cells, axis, values);
  process.stdout.write(`${textOf(table, options)}\n`);
  return EXIT.expected;
}

function textOf(table: AxisTable, { all, json, markdown }: CompareOptions): string {
  const isAll = all === true;
  if (json === true) return axisJson(table, isAll);
  return markdown === true ? axisMarkdown(table, isAll) : axisText(table, isAll, styleFor(process.stdout, process.env));
}

/** Exit code 1 where something is newly broken, so that a script can ask. */
async function compareWithBase(
  name: string,
  baseName: string | undefined,
  { json, markdown }: CompareOptions,
  project: Project,
): Promise<number> {
  const history = openHistory(project.home);
  const run = await storedRun(history, project.home, name);
  const base = baseName === undefined ? null : await storedRun(history, project.home, baseName);
  const difference = differenceOf(history, run, base);
  history.close();
  const text =
    json === true
      ? JSON.stringify(difference, null, 2)
      : markdown === true
        ? differenceMarkdown(difference)
        : differenceText(difference, styleFor(process.stdout, process.env));
  process.stdout.write(`${text}\n`);
  return difference.newlyBroken.length > 0 ? EXIT.unexpected : EXIT.expected;
}
