// SPDX-License-Identifier: BSD-3-Clause
/**
 * Coverage of a run against that of another one: lines and functions that ran there and run no more, and the reverse. Sources may have
 * changed in between: a line is known by what it says, a source that moved by what it holds.
 */
import type { Ratio } from '../../ratio.ts';
import type { LineEntry, SourceDocument } from '../document.ts';
import type { Totals } from '../sources.ts';
import { alignment } from './alignment.ts';
import type { StoredCoverage } from './stored.ts';

export interface MovedFunction {
  readonly name: string;
  readonly line: number;
}

export interface SourceDifference {
  readonly path: string;
  /** Its path in the base, where that is another one. */
  readonly movedFrom: string | null;
  /** Lines (numbers of today) that ran in the base and do not now, and the reverse. */
  readonly lostLines: readonly number[];
  readonly wonLines: readonly number[];
  /** Lines with code that the base does not have. */
  readonly newRun: readonly number[];
  readonly newNotRun: readonly number[];
  readonly lostFunctions: readonly MovedFunction[];
  readonly wonFunctions: readonly MovedFunction[];
}

export interface CoverageDifference {
  readonly before: Totals;
  readonly now: Totals;
  /** Cells of one of the two only: what differs may be due to them. */
  readonly cellsBeforeOnly: readonly string[];
  readonly cellsNowOnly: readonly string[];
  /** Those with anything to tell, by path. */
  readonly sources: readonly SourceDifference[];
  /** Paths of sources that only the base has, and the lines that ran there. */
  readonly gone: readonly { readonly path: string; readonly lines: Ratio }[];
}

const isMarked = ({ lines }: SourceDocument): boolean => lines.every(([, , , mark]) => mark !== null);

/** Lines of the base beside those of today. Unchanged text, or one that nobody has seen: by number; else by what they say. */
function pairsOf(before: SourceDocument, now: SourceDocument): (readonly [LineEntry, LineEntry])[] {
  const isSame = before.mark === now.mark || !isMarked(before) || !isMarked(now);
  const key = (entry: LineEntry): number | null => (isSame ? entry[0] : entry[3]);
  return alignment(before.lines.map(key), now.lines.map(key)).flatMap(([left, right]) => {
    const [one, other] = [before.lines[left], now.lines[right]];
    return one === undefined || other === undefined ? [] : [[one, other] as const];
  });
}

function functionsOf(before: SourceDocument, now: SourceDocument): Pick<SourceDifference, 'lostFunctions' | 'wonFunctions'> {
  const countsBefore = new Map(before.functions.map(([name, , , count]) => [name, count]));
  const changed = now.functions.filter(([name, , , count]) => {
    const earlier = countsBefore.get(name);
    return earlier !== undefined && earlier > 0 !== count > 0;
  });
  const those = (isCalled: boolean): MovedFunction[] =>
    changed.filter(([, , , count]) => count > 0 === isCalled).map(([name, line]) => ({ name, line }));
  return { lostFunctions: those(false), wonFunctions: those(true) };
}

function sourceDifference(before: SourceDocument, now: SourceDocument): SourceDifference {
  const pairs = pairsOf(before, now);
  const known = new Set(pairs.map(([, [number]]) => number));
  const changed = pairs.filter(([[, earlier], [, count]]) => earlier > 0 !== count > 0);
  const added = now.lines.filter(([number]) => !known.has(number));
  const numbers = (entries: readonly LineEntry[], hasRun: boolean): number[] =>
    entries.filter(([, count]) => count > 0 === hasRun).map(([number]) => number);
  const entries = changed.map(([, entry]) => entry);
  return {
    path: now.path,
    movedFrom: before.path === now.path ? null : before.path,
    lostLines: numbers(entries, false),
    wonLines: numbers(entries, true),
    newRun: numbers(added, true),
    newNotRun: numbers(added, false),
    ...functionsOf(before, now),
  };
}

/** A source that the base does not have: all of it is new. */
const newSource = (now: SourceDocument): SourceDifference => ({
  path: now.path,
  movedFrom: null,
  lostLines: [],
  wonLines: [],
  newRun: now.lines.filter(([, count]) => count > 0).map(([number]) => number),
  newNotRun: now.lines.filter(([, count]) => count === 0).map(([number]) => number),
  lostFunctions: [],
  wonFunctions: [],
});

const hasNews = ({ lostLines, wonLines, newRun, newNotRun, lostFunctions, wonFunctions }: SourceDifference): boolean =>
  [lostLines, wonLines, newRun, newNotRun, lostFunctions, wonFunctions].some(({ length }) => length > 0);

/** The source of the base that each of today was: of the same path, else one that is gone from its own and holds the same. */
function ancestors(base: StoredCoverage, now: StoredCoverage): Map<SourceDocument, SourceDocument> {
  const byPath = new Map(base.sources.map((source) => [source.path, source]));
  const here = new Set(now.sources.map(({ path }) => path));
  const gone = base.sources.filter(({ path, mark }) => !here.has(path) && mark !== null);
  const byMark = new Map(gone.map((source) => [source.mark, source]));
  const found = now.sources.flatMap((source) => {
    const before = byPath.get(source.path) ?? (source.mark === null ? undefined : byMark.get(source.mark));
    return before === undefined ? [] : [[source, before] as const];
  });
  return new Map(found);
}

export function coverageDifference(base: StoredCoverage, now: StoredCoverage): CoverageDifference {
  const was = ancestors(base, now);
  const sources = now.sources.map((source) => {
    const before = was.get(source);
    return before === undefined ? newSource(source) : sourceDifference(before, source);
  });
  const kept = new Set(was.values());
  const only = (one: StoredCoverage, other: StoredCoverage): string[] =>
    one.cells.map(({ id }) => id).filter((id) => !other.cells.some((cell) => cell.id === id));
  return {
    before: base.totals,
    now: now.totals,
    cellsBeforeOnly: only(base, now),
    cellsNowOnly: only(now, base),
    sources: sources.filter(hasNews),
    gone: base.sources.filter((source) => !kept.has(source)).map(({ path, totals }) => ({ path, lines: totals.lines })),
  };
}
