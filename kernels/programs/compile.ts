// SPDX-License-Identifier: BSD-3-Clause
/** From sources to objects, each compiled once for what it depends on, and to the knowledge which of them define main(). */
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import PQueue from 'p-queue';
import { execa, signalGroup } from '../execa.ts';
import { firstBuildError } from '../build-errors.ts';
import { hashOf, type HashCache } from '../inputs.ts';
import { readJson, writeJson } from '../json-file.ts';
import type { ObjectRecord, ObjectStore } from './object-store.ts';
import { COMPILER_HEADERS, type ProgramTarget } from './target.ts';

export interface Compilation {
  readonly target: ProgramTarget;
  /** The suite's own flags. */
  readonly cflags: readonly string[];
  /** Hash of everything below the suite's folders. */
  readonly tree: string;
  readonly store: ObjectStore;
  readonly hashes: HashCache;
  readonly jobs: number;
  /** What shown file names are relative to. */
  readonly rootDir: string;
  readonly signal: AbortSignal;
}

/** One source with the folders that it may include from. */
export interface Unit {
  readonly file: string;
  readonly includeDirs: readonly string[];
}

type GoodRecord = Extract<ObjectRecord, { kind: 'object' }>;

const recordKey = ({ target, cflags }: Compilation, { file, includeDirs }: Unit): string =>
  hashOf(target.identity, ...cflags, '', ...includeDirs, '', file).slice(0, 32);

/** The record of an object that is still good. */
function recall(compilation: Compilation, unit: Unit): ObjectRecord | null {
  const record = readJson(compilation.store.recordFile(recordKey(compilation, unit))) as ObjectRecord | null;
  if (record === null) return null;
  if (record.kind === 'failed') return record.tree === compilation.tree ? record : null;
  return record.dependencies.every(([file, hash]) => compilation.hashes.hash(file) === hash) ? record : null;
}

/** Names in a dependency file as the compiler writes it for make: blanks and line ends are escaped. */
function dependenciesIn(text: string): string[] {
  const names = text
    .slice(text.indexOf(':') + 1)
    .replaceAll('\\\n', ' ')
    .match(/(?:\\.|\S)+/g);
  return (names ?? []).map((name) => name.replaceAll(/\\(.)/g, '$1').replaceAll('$$', '$'));
}

/** `-idirafter` the compiler's own headers; asked once for each compilation that finds something to do. */
async function resolveFlags({ compiler, cflags }: ProgramTarget): Promise<string[]> {
  if (!cflags.includes(COMPILER_HEADERS)) return [...cflags];
  const { stdout } = await execa(compiler, ['-print-file-name=include'], { stdin: 'ignore' });
  return cflags.map((flag) => (flag === COMPILER_HEADERS ? stdout.trim() : flag));
}

async function compileOne(compilation: Compilation, unit: Unit, flags: readonly string[]): Promise<ObjectRecord> {
  const { target, cflags, store, hashes, tree, rootDir, signal } = compilation;
  const key = recordKey(compilation, unit);
  const base = store.temporary(key);
  const includes = unit.includeDirs.map((dir) => `-I${dir}`);
  const args = [...flags, ...cflags, ...includes, '-MMD', '-MF', `${base}.d`, '-c', '-o', `${base}.o`, unit.file];
  const result = await run(target.compiler, args, signal);
  if (result.failed) {
    const failure = firstBuildError(result.stderr, dirname(unit.file), rootDir);
    const record: ObjectRecord = { kind: 'failed', tree, ...failure };
    if (!signal.aborted) writeJson(store.recordFile(key), record);
    return record;
  }
  const files = dependenciesIn(readFileSync(`${base}.d`, 'utf8'));
  rmSync(`${base}.d`);
  const dependencies = files.map((file) => [file, hashes.hash(file) ?? ''] as const);
  const id = hashOf(key, ...dependencies.flat()).slice(0, 32);
  renameSync(`${base}.o`, store.objectFile(id));
  return { kind: 'object', id, definesMain: false, dependencies };
}

/**
 * A compiler without input and with English messages. Throws where the signal came before: none is started any more. One that comes
 * later reaches all that the compiler has started: it would be waited for as well, and a pass that waits for its own input never ends.
 */
export async function run(
  file: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  signal.throwIfAborted();
  const compiler = execa(file, args, { stdin: 'ignore', reject: false, detached: true, env: { LC_ALL: 'C' } });
  const stop = (): void => {
    signalGroup(compiler.pid, 'SIGTERM');
  };
  signal.addEventListener('abort', stop, { once: true });
  const result = await compiler;
  signal.removeEventListener('abort', stop);
  return result;
}

/** Ids of the objects that define a global main(), out of one look at all of them. */
async function withMain({ target, store, signal }: Compilation, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const args = ['--extern-only', '--defined-only', '--print-file-name', ...ids.map(store.objectFile)];
  const { failed, stdout, stderr } = await run(target.compiler.replace(/gcc$/, 'nm'), args, signal);
  if (failed) throw new Error(`nm: ${stderr}`);
  return new Set([...stdout.matchAll(/([0-9a-f]{32})\.o:\S* [TW] main$/gm)].map(([, id = '']) => id));
}

/** Compiles what is not there yet. Records by source file. */
export async function compileAll(compilation: Compilation, units: readonly Unit[]): Promise<Map<string, ObjectRecord>> {
  const records = new Map<string, ObjectRecord>();
  const missing: Unit[] = [];
  for (const unit of units) {
    const record = recall(compilation, unit);
    if (record === null) missing.push(unit);
    else records.set(unit.file, record);
  }
  if (missing.length === 0) return records;
  const { store, jobs, target, signal } = compilation;
  mkdirSync(join(store.objectFile(''), '..'), { recursive: true });
  const flags = await resolveFlags(target);
  const queue = new PQueue({ concurrency: jobs });
  const made = await queue.addAll(
    missing.map((unit) => async () => [unit, await compileOne(compilation, unit, flags)] as const),
  );
  const isGood = (record: ObjectRecord): record is GoodRecord => record.kind === 'object';
  const ids = made.map(([, record]) => record).filter(isGood);
  const mains = await withMain(
    compilation,
    ids.map(({ id }) => id),
  );
  for (const [unit, record] of made) {
    const full = isGood(record) ? { ...record, definesMain: mains.has(record.id) } : record;
    if (isGood(full) && !signal.aborted) writeJson(store.recordFile(recordKey(compilation, unit)), full);
    records.set(unit.file, full);
  }
  return records;
}
