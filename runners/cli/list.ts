// SPDX-License-Identifier: BSD-3-Clause
/** `ukmatrix list`: what there is. Suites and cells start nothing; nor do cases of other trees, which are read from their sources. */
import { caseKey } from '../../model/cell.ts';
import { UserError } from '../../model/errors.ts';
import { counted } from '../../reports/terminal/style.ts';
import { loadSuites } from '../../suites/suite-file.ts';
import type { Project } from '../images.ts';
import type { ForeseenSuite } from '../tree-foresight.ts';
import { suitesDir } from './project.ts';
import { caseFilter, selectRun, type RunSelection, type SelectedRun } from './selection.ts';

type Listed = 'suites' | 'cases' | 'cells';

interface ListOptions extends RunSelection {
  readonly json?: boolean;
}

function write<One>(found: readonly One[], isJson: boolean, line: (one: One) => string): void {
  const lines = found.map((one) => `${line(one)}\n`);
  process.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : lines.join(''));
}

/** Cases of sources that are fetched are known when they are there. */
const suiteLine = ({ name, library, symbol, cases }: ForeseenSuite): string =>
  symbol === null
    ? name
    : `${name}: ${cases.length === 0 ? 'cases known when it is built' : counted(cases.length, 'case')}, ${library} (${symbol})`;

/** Of all cells, each once; what is not known goes to standard error. */
function listForeseen(what: Exclude<Listed, 'cells'>, options: ListOptions, { plan, outside }: SelectedRun): void {
  const foresee = outside?.foresee ?? null;
  if (foresee === null)
    throw new UserError('option-value', `list ${what}: what a prebuilt image has is known when it has run`, {
      hint: 'list cells tells which there are',
    });
  const seen = plan.cells.map(foresee);
  const suites = [...new Map(seen.flatMap((one) => one.suites).map((suite) => [suite.name, suite])).values()];
  const isJson = options.json === true;
  const cases = suites.flatMap((suite) => suite.cases).filter(caseFilter(options.case));
  if (what === 'suites') write(suites, isJson, suiteLine);
  else write(cases, isJson, caseKey);
  const notes = new Set(seen.flatMap((one) => one.notes));
  for (const note of notes) process.stderr.write(`ukmatrix: ${note}\n`);
}

export async function listCommand(what: Listed, options: ListOptions, project: Project): Promise<number> {
  const isJson = options.json === true;
  const selected = await selectRun(options, project);
  if (what === 'cells') write(selected.plan.cells, isJson, ({ id }) => id);
  else if (selected.outside !== null) listForeseen(what, options, selected);
  else if (what === 'cases') {
    const { cases, exitCode } = await (await import('./list-cases.ts')).listCases(options, project);
    write(cases, isJson, caseKey);
    return exitCode;
  } else
    write(
      loadSuites(suitesDir(project), project.rootDir),
      isJson,
      ({ name, description }) => `${name}: ${description}`,
    );
  return 0;
}
