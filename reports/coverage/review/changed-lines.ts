// SPDX-License-Identifier: BSD-3-Clause
/** Coverage of the lines that somebody changed: which of them have code, and which of those no boot ran. */
import type { Ratio } from '../../ratio.ts';
import type { SourceDocument } from '../document.ts';
import type { StoredCoverage } from './stored.ts';

/** By path as the coverage names sources: numbers of the lines that were changed or added. */
export type ChangedLines = ReadonlyMap<string, ReadonlySet<number>>;

export interface ChangedSource {
  readonly path: string;
  /** Of the changed lines that have code. */
  readonly lines: Ratio;
  readonly notRun: readonly { readonly line: number; readonly function: string | null }[];
  /** Changed lines that ran in some cells only, and what these have in common. */
  readonly axes: readonly { readonly line: number; readonly words: readonly string[] }[];
}

export interface ChangedCoverage {
  readonly lines: Ratio;
  readonly sources: readonly ChangedSource[];
  /** Sources that are not what was counted any more: their lines cannot be told. */
  readonly changedSince: readonly string[];
  /** Changed C sources that no kernel of the run has counted. */
  readonly notCounted: readonly string[];
}

/** Functions of C do not nest: the last one that begins above and ends below. */
const functionAt = ({ functions }: SourceDocument, line: number): string | null =>
  functions.findLast(([, start, end]) => start <= line && line <= end)?.[0] ?? null;

function changedSource(source: SourceDocument, changed: ReadonlySet<number>): ChangedSource {
  const lines = source.lines.filter(([number]) => changed.has(number));
  const notRun = lines.filter(([, count]) => count === 0);
  return {
    path: source.path,
    lines: { found: lines.length, hit: lines.length - notRun.length },
    notRun: notRun.map(([line]) => ({ line, function: functionAt(source, line) })),
    axes: lines.flatMap(([line]) => {
      const words = source.axes[String(line)];
      return words === undefined ? [] : [{ line, words }];
    }),
  };
}

/** `marks`: of the sources as they are now (see textMark); null where one is gone. */
export function changedCoverage(
  coverage: StoredCoverage,
  changed: ChangedLines,
  marks: ReadonlyMap<string, number | null>,
): ChangedCoverage {
  const touched = coverage.sources.filter(({ path }) => changed.has(path));
  const isStale = ({ path, mark }: SourceDocument): boolean => mark === null || marks.get(path) !== mark;
  const sources = touched
    .filter((source) => !isStale(source))
    .map((source) => changedSource(source, changed.get(source.path) ?? new Set()))
    .filter(({ lines }) => lines.found > 0);
  const counted = new Set(coverage.sources.map(({ path }) => path));
  return {
    lines: {
      found: sources.reduce((sum, { lines }) => sum + lines.found, 0),
      hit: sources.reduce((sum, { lines }) => sum + lines.hit, 0),
    },
    sources,
    changedSince: touched.filter(isStale).map(({ path }) => path),
    notCounted: [...changed.keys()].filter((path) => path.endsWith('.c') && !counted.has(path)),
  };
}
