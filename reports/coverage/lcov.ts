// SPDX-License-Identifier: BSD-3-Clause
/** lcov.info: the tracefile format of geninfo(1). Branches of one line that differ in number stand in separate blocks. */
import { branchesOf, sortedFunctions, sortedLines, totalsOf, type LineCoverage, type SourceCoverage } from './sources.ts';

function branchRecords(number: number, line: LineCoverage): string[] {
  return branchesOf(line).flatMap((counts, block) =>
    counts.map((taken, branch) => `BRDA:${number},${block},${branch},${line.count === 0 ? '-' : taken}`),
  );
}

function sourceRecords(source: SourceCoverage, name: string): string[] {
  const functions = sortedFunctions(source);
  const lines = sortedLines(source);
  const totals = totalsOf(source);
  return [
    'TN:',
    `SF:${name}`,
    ...functions.map((one) => `FN:${one.line},${one.name}`),
    ...functions.map((one) => `FNDA:${one.count},${one.name}`),
    `FNF:${totals.functions.found}`,
    `FNH:${totals.functions.hit}`,
    ...lines.flatMap(([number, line]) => branchRecords(number, line)),
    `BRF:${totals.branches.found}`,
    `BRH:${totals.branches.hit}`,
    ...lines.map(([number, { count }]) => `DA:${number},${count}`),
    `LF:${totals.lines.found}`,
    `LH:${totals.lines.hit}`,
    'end_of_record',
  ];
}

/** The tracefile of `sources`, each named by `nameOf`. */
export const renderLcov = (sources: readonly SourceCoverage[], nameOf: (path: string) => string): string =>
  sources.map((source) => `${sourceRecords(source, nameOf(source.path)).join('\n')}\n`).join('');
