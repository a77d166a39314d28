// SPDX-License-Identifier: BSD-3-Clause
/**
 * Cuts the work of a plan into shards of about the same length. Whole cells if that is even enough, else the line of all suites, cell
 * after cell, is cut at suites, else at cases: so a shard needs few images and boots. Pure: the same work is cut in the same way.
 */
import type { Shard, ShardPart } from '../../model/shard.ts';

/** What is known of a case before it runs. */
export interface CaseWork {
  /** suite.case */
  readonly key: string;
  readonly ms: number;
}

export interface SuiteWork {
  readonly suite: string;
  readonly cases: readonly CaseWork[];
  /** For cases whose names are not known. */
  readonly restMs: number;
}

export interface CellWork {
  readonly cell: string;
  readonly suites: readonly SuiteWork[];
  /** Whether its suites and cases may run in several shards. */
  readonly isDivisible: boolean;
}

export interface Cut {
  readonly grain: 'cell' | 'suite' | 'case';
  /** The longest over the shortest. */
  readonly balance: number;
  readonly shards: readonly Shard[];
}

/** Shards that differ by more are cut finer. */
export const EVEN_ENOUGH = 1.2;
/** What a cell costs whatever it runs: image looked up, QEMU started, kernel booted, counters brought home. */
const CELL_MS = 100;

/** Something that is not divided. `keys` is null for whole suites. */
interface Piece {
  readonly cell: string;
  readonly suites: readonly string[];
  readonly keys: readonly string[] | null;
  readonly ms: number;
}

const suiteMs = ({ cases, restMs }: SuiteWork): number => cases.reduce((sum, { ms }) => sum + ms, restMs);

function wholeCell({ cell, suites }: CellWork): Piece {
  const ms = suites.reduce((sum, suite) => sum + suiteMs(suite), 0);
  return { cell, suites: suites.map(({ suite }) => suite), keys: null, ms };
}

const wholeSuite = (cell: string, suite: SuiteWork): Piece => ({
  cell,
  suites: [suite.suite],
  keys: null,
  ms: suiteMs(suite),
});

/** The first piece carries what is not known by name. */
function singleCases(cell: string, suite: SuiteWork): Piece[] {
  if (suite.cases.length < 2) return [wholeSuite(cell, suite)];
  const pieceOf = ({ key, ms }: CaseWork, index: number): Piece => {
    return { cell, suites: [suite.suite], keys: [key], ms: ms + (index === 0 ? suite.restMs : 0) };
  };
  return suite.cases.map(pieceOf);
}

function piecesOf(work: readonly CellWork[], grain: Cut['grain']): Piece[] {
  return work.flatMap((one) => {
    if (grain === 'cell' || !one.isDivisible) return [wholeCell(one)];
    if (grain === 'suite') return one.suites.map((suite) => wholeSuite(one.cell, suite));
    return one.suites.flatMap((suite) => singleCases(one.cell, suite));
  });
}

/** The longest first, each to the shard that has least. */
function deal(pieces: readonly Piece[], count: number): Piece[][] {
  const shards = Array.from({ length: count }, () => ({ ms: 0, pieces: [] as Piece[] }));
  const longestFirst = [...pieces].sort((one, other) => other.ms - one.ms);
  for (const piece of longestFirst) {
    const least = shards.reduce((best, shard) => (shard.ms < best.ms ? shard : best));
    least.ms += piece.ms + CELL_MS;
    least.pieces.push(piece);
  }
  return shards.map((shard) => shard.pieces);
}

/** Each shard gets its share of what is left, to the nearest piece. */
function cutLine(pieces: readonly Piece[], count: number): Piece[][] {
  const shards: Piece[][] = [];
  const cellCount = new Set(pieces.map(({ cell }) => cell)).size;
  let leftMs = pieces.reduce((sum, { ms }) => sum + ms, cellCount * CELL_MS);
  let at = 0;
  for (let shardsLeft = count; shardsLeft > 0; shardsLeft--) {
    const goalMs = leftMs / shardsLeft;
    const taken: Piece[] = [];
    let takenMs = 0;
    for (; at < pieces.length - (shardsLeft - 1); at++) {
      const piece = pieces[at];
      if (piece === undefined) break;
      const addedMs = piece.ms + (taken.at(-1)?.cell === piece.cell ? 0 : CELL_MS);
      if (shardsLeft > 1 && taken.length > 0 && takenMs + addedMs / 2 > goalMs) break;
      taken.push(piece);
      takenMs += addedMs;
    }
    shards.push(taken);
    // A cell that goes on in the next shard is booted there once more.
    leftMs += (taken.at(-1)?.cell === pieces[at]?.cell ? CELL_MS : 0) - takenMs;
  }
  return shards;
}

const lengthMs = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { ms }) => sum + ms, new Set(pieces.map(({ cell }) => cell)).size * CELL_MS);

function balanceOf(shards: readonly (readonly Piece[])[]): number {
  const lengths = shards.map(lengthMs);
  return Math.max(...lengths) / Math.max(1, Math.min(...lengths));
}

/** As many pieces are moved at most for each shard: what is not even enough then has a piece that is too long. */
const MOST_MOVES = 8;

/** A long piece beside a cut leaves shards uneven: pieces of the longest go to the shortest, as long as that helps. */
function levelled(shards: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  let level = shards;
  for (let moves = MOST_MOVES * shards.length; moves > 0 && balanceOf(level) > EVEN_ENOUGH; moves--) {
    const sorted = level.toSorted((one, other) => lengthMs(one) - lengthMs(other));
    const [shortest = [], longest = []] = [sorted[0], sorted.at(-1)];
    const wantedMs = (lengthMs(longest) - lengthMs(shortest)) / 2;
    const offBy = ({ ms, cell }: Piece): number =>
      Math.abs(wantedMs - ms - (shortest.some((piece) => piece.cell === cell) ? 0 : CELL_MS));
    const moved = longest.reduce<Piece | null>(
      (best, one) => (best === null || offBy(one) < offBy(best) ? one : best),
      null,
    );
    const tried = level.map((pieces) =>
      pieces === longest
        ? pieces.filter((piece) => piece !== moved)
        : pieces === shortest && moved !== null
          ? [...pieces, moved]
          : pieces,
    );
    if (tried.some(({ length }) => length === 0) || balanceOf(tried) >= balanceOf(level)) break;
    level = tried;
  }
  return level;
}

/** By cell and suite: in which shard each piece is, the first of them being the one that runs what is not known by name. */
type Placed = ReadonlyMap<string, readonly { readonly shard: number; readonly keys: readonly string[] | null }[]>;

const placeKey = (cell: string, suite: string): string => `${cell} ${suite}`;

function placesOf(shards: readonly (readonly Piece[])[]): Placed {
  const all = shards.flatMap((pieces, shard) =>
    pieces.flatMap(({ cell, suites, keys }) => suites.map((suite) => ({ at: placeKey(cell, suite), shard, keys }))),
  );
  return Map.groupBy(all, ({ at }) => at);
}

function partOf(cell: string, pieces: readonly Piece[], shard: number, placed: Placed): ShardPart {
  const names = [...new Set(pieces.flatMap(({ suites }) => suites))];
  const at = (suite: string): NonNullable<ReturnType<Placed['get']>> => placed.get(placeKey(cell, suite)) ?? [];
  const owned = new Set(names.filter((suite) => at(suite)[0]?.shard === shard));
  const keysOf = (suites: readonly string[], isMine: boolean): string[] =>
    suites.flatMap((suite) =>
      at(suite).flatMap((piece) => ((piece.shard === shard) === isMine ? (piece.keys ?? []) : [])),
    );
  return {
    cell,
    suites: [...owned],
    except: keysOf([...owned], false),
    only: keysOf(
      names.filter((suite) => !owned.has(suite)),
      true,
    ),
  };
}

function shardOf(pieces: readonly Piece[], index: number, placed: Placed): Shard {
  const byCell = Map.groupBy(pieces, ({ cell }) => cell);
  const parts = [...byCell].map(([cell, own]) => partOf(cell, own, index, placed));
  return { index: index + 1, estimatedMs: Math.round(lengthMs(pieces)), parts };
}

/** At most `count` shards, none of them empty. */
export function cutWork(work: readonly CellWork[], count: number): Cut {
  const cuts = (['cell', 'suite', 'case'] as const).map((grain) => {
    const pieces = piecesOf(work, grain);
    const wanted = Math.min(count, pieces.length);
    const shards = grain === 'cell' ? deal(pieces, wanted) : levelled(cutLine(pieces, wanted));
    return { grain, shards, balance: balanceOf(shards) };
  });
  const most = Math.max(...cuts.map(({ shards }) => shards.length));
  const full = cuts.filter(({ shards }) => shards.length === most);
  const best = full.reduce((least, cut) => (cut.balance < least.balance ? cut : least));
  const { grain, balance, shards } = full.find((cut) => cut.balance <= EVEN_ENOUGH) ?? best;
  const placed = placesOf(shards);
  return { grain, balance, shards: shards.map((pieces, index) => shardOf(pieces, index, placed)) };
}
