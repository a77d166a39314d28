// SPDX-License-Identifier: BSD-3-Clause
/**
 * counts.json: the coverage of one shard in full, so that a machine that has neither its images nor its tool chains can add it to that of
 * the others. Counts of a line add up over shards as they do over boots.
 */
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { addFunction, addLine, sortedLines, sourceAt, type SourceCoverage, type SourceMap } from './sources.ts';

/** Raised when a reader of version N could misread the document. */
const COUNTS_VERSION = 2;

const count = z.number().nonnegative();
const index = z.number().int().nonnegative();
const Source = z.object({
  path: z.string(),
  /** Of the text that was counted (see textMark). */
  mark: index.nullable(),
  /** Cells, and the lines that have code in all of them. */
  codeIn: z.array(z.tuple([z.array(index), z.array(index)])),
  /** Line, count, and its branches by shape. */
  lines: z.array(z.tuple([index, count, z.array(z.array(count))])),
  functions: z.array(z.object({ name: z.string(), line: index, endLine: index, count })),
  /** By cell: the lines that it ran, how often each, and the functions that it called. */
  hitBy: z.array(z.tuple([index, z.array(index), z.array(count), z.array(z.string())])),
});
const Document = z.object({ version: z.number(), cells: z.array(z.string()), sources: z.array(Source) });

function codeCounts({ codeIn }: SourceCoverage, cell: (name: string) => number): [number[], number[]][] {
  const alike = Map.groupBy(codeIn, ([, lines]) => lines);
  return [...alike].map(([lines, members]) => [members.map(([name]) => cell(name)), [...lines]]);
}

function sourceCounts(source: SourceCoverage, path: string, at: ReadonlyMap<string, number>): z.infer<typeof Source> {
  const cell = (name: string): number => at.get(name) ?? 0;
  return {
    path,
    mark: source.mark,
    codeIn: codeCounts(source, cell),
    lines: sortedLines(source).map(([number, line]) => [number, line.count, [...line.branches.values()]]),
    functions: [...source.functions.values()].map(({ name, line, endLine, count: calls }) => {
      return { name, line, endLine, count: calls };
    }),
    hitBy: [...source.hitBy].map(([name, lines]) => {
      return [cell(name), [...lines.keys()], [...lines.values()], [...(source.calledBy.get(name) ?? [])]];
    }),
  };
}

/** `nameOf`: a source's path as the other machine may know it. */
export function formatCounts(sources: readonly SourceCoverage[], nameOf: (path: string) => string): string {
  const cells = [...new Set(sources.flatMap(({ codeIn, hitBy }) => [...codeIn.keys(), ...hitBy.keys()]))].sort();
  const at = new Map(cells.map((cell, position) => [cell, position]));
  const document = sources.map((source) => sourceCounts(source, nameOf(source.path), at));
  return JSON.stringify({ version: COUNTS_VERSION, cells, sources: document });
}

/** Shards may share a cell: each ran other cases in it. */
function addHits(source: SourceCoverage, cell: string, counts: Map<number, number>, functions: readonly string[]): void {
  for (const [line, before] of source.hitBy.get(cell) ?? []) counts.set(line, before + (counts.get(line) ?? 0));
  source.hitBy.set(cell, counts);
  source.calledBy.set(cell, new Set([...functions, ...(source.calledBy.get(cell) ?? [])]));
}

function addSource(sources: SourceMap, one: z.infer<typeof Source>, cells: readonly string[], baseDir: string): void {
  const source = sourceAt(sources, isAbsolute(one.path) ? one.path : join(baseDir, one.path));
  const cell = (position: number): string => cells[position] ?? '';
  source.mark ??= one.mark;
  for (const [positions, lines] of one.codeIn) {
    for (const name of positions.map(cell)) source.codeIn.set(name, new Set([...lines, ...(source.codeIn.get(name) ?? [])]));
  }
  for (const [number, hits, shapes] of one.lines) {
    addLine(source, number, hits, []);
    for (const branches of shapes) addLine(source, number, 0, branches);
  }
  for (const called of one.functions) addFunction(source, called);
  for (const [position, lines, counts, functions] of one.hitBy) {
    addHits(source, cell(position), new Map(lines.map((line, at) => [line, counts[at] ?? 0])), functions);
  }
}

/** Adds a document to what is known already. Returns what is wrong with it, or null. */
export function addCounts(sources: SourceMap, text: string, baseDir: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is not JSON, as if it was cut short';
  }
  const parsed = Document.safeParse(value);
  const { data: head } = z.object({ version: z.number() }).safeParse(value);
  if (head !== undefined && head.version !== COUNTS_VERSION) return `it is of another ukmatrix (version ${head.version})`;
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)[0] ?? '';
  const { cells, sources: documents } = parsed.data;
  for (const one of documents) addSource(sources, one, cells, baseDir);
  return null;
}
