// SPDX-License-Identifier: BSD-3-Clause
/**
 * counts.json: the coverage of one shard in full, so that a machine that has neither its images nor its tool chains can add it to that of
 * the others. Counts of a line add up over shards as they do over boots.
 */
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { addFunction, addHit, addLine, sortedLines, sourceAt, type SourceCoverage, type SourceMap } from './sources.ts';

/** Raised when a reader of version N could misread the document. */
const COUNTS_VERSION = 1;

const count = z.number().nonnegative();
const index = z.number().int().nonnegative();
const Source = z.object({
  path: z.string(),
  presentIn: z.array(index),
  /** Line, count, and its branches by shape. */
  lines: z.array(z.tuple([index, count, z.array(z.array(count))])),
  functions: z.array(z.object({ name: z.string(), line: index, endLine: index, count })),
  /** By cell, the lines that it ran. */
  hitBy: z.array(z.tuple([index, z.array(index)])),
});
const Document = z.object({ version: z.number(), cells: z.array(z.string()), sources: z.array(Source) });

function sourceCounts(source: SourceCoverage, path: string, at: ReadonlyMap<string, number>): z.infer<typeof Source> {
  const cell = (name: string): number => at.get(name) ?? 0;
  return {
    path,
    presentIn: [...source.presentIn].map(cell),
    lines: sortedLines(source).map(([number, line]) => [number, line.count, [...line.branches.values()]]),
    functions: [...source.functions.values()].map(({ name, line, endLine, count: calls }) => {
      return { name, line, endLine, count: calls };
    }),
    hitBy: [...source.hitBy].map(([name, lines]) => [cell(name), [...lines]]),
  };
}

/** `nameOf`: a source's path as the other machine may know it. */
export function formatCounts(sources: readonly SourceCoverage[], nameOf: (path: string) => string): string {
  const cells = [...new Set(sources.flatMap(({ presentIn, hitBy }) => [...presentIn, ...hitBy.keys()]))].sort();
  const at = new Map(cells.map((cell, position) => [cell, position]));
  const document = sources.map((source) => sourceCounts(source, nameOf(source.path), at));
  return JSON.stringify({ version: COUNTS_VERSION, cells, sources: document });
}

function addSource(sources: SourceMap, one: z.infer<typeof Source>, cells: readonly string[], baseDir: string): void {
  const source = sourceAt(sources, isAbsolute(one.path) ? one.path : join(baseDir, one.path));
  const cell = (position: number): string => cells[position] ?? '';
  for (const position of one.presentIn) source.presentIn.add(cell(position));
  for (const [number, hits, shapes] of one.lines) {
    addLine(source, number, hits, []);
    for (const branches of shapes) addLine(source, number, 0, branches);
  }
  for (const called of one.functions) addFunction(source, called);
  for (const [position, lines] of one.hitBy) for (const line of lines) addHit(source, cell(position), line);
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
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)[0] ?? '';
  const { version, cells, sources: documents } = parsed.data;
  if (version > COUNTS_VERSION) return `it is of a newer ukmatrix (version ${version})`;
  for (const one of documents) addSource(sources, one, cells, baseDir);
  return null;
}
