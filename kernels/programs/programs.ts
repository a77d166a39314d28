// SPDX-License-Identifier: BSD-3-Clause
/**
 * The programs of a suite, built for a target. Which of its files are programs and which help others is told by the objects: a program's
 * defines main(). An unchanged suite costs one look at its files and no compiler.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import PQueue from 'p-queue';
import { matchesAny } from '../../model/glob.ts';
import { surroundingsOf, sourcesOf, type Source } from '../../suites/program-suite.ts';
import type { Suite } from '../../suites/suite-file.ts';
import { firstBuildError, type BuildFailure } from '../build-errors.ts';
import { hashOf, type HashCache } from '../inputs.ts';
import { compileAll, run, type Compilation, type Unit } from './compile.ts';
import { readJson, writeJson } from '../json-file.ts';
import { ObjectStore, type Dependency, type ObjectRecord } from './object-store.ts';
import { USUAL_CFLAGS, type ProgramTarget } from './target.ts';

/** Raised when the same sources would be built in another way. */
const VERSION = '1';

export interface ProgramBuild {
  readonly suite: Suite;
  readonly target: ProgramTarget;
  readonly home: string;
  readonly jobs: number;
  readonly rootDir: string;
  readonly signal: AbortSignal;
}

interface ProgramId {
  readonly name: string;
  /** Absolute path of its source. */
  readonly source: string;
}

/** A program, or the first error that its compiler or linker met. `id` names the content of the file. */
export type Program = ProgramId &
  (
    | { readonly kind: 'built'; readonly id: string; readonly file: string }
    | ({ readonly kind: 'failed' } & { readonly error: BuildFailure })
  );

interface Index {
  readonly programs: readonly Program[];
  /** Files outside of the suite's folders that programs were made from. */
  readonly outside: readonly Dependency[];
}

/** Sources by folder with what surrounds them. */
interface Folder {
  readonly sources: readonly Source[];
  /** Those of them that are asked for, if they are programs. */
  readonly meant: readonly Source[];
  readonly includeDirs: readonly string[];
  readonly helpers: readonly string[];
}

const isMeant = ({ globs }: Suite, { name }: { readonly name: string }): boolean => matchesAny(globs ?? ['*'], name);

/** Those in which a program may be meant: only its folder and what surrounds it can help a program. */
function foldersOf(suite: Suite): Folder[] {
  const byFolder = Map.groupBy(sourcesOf(suite), ({ folder }) => folder);
  return [...byFolder].flatMap(([folder, sources]) => {
    const meant = sources.filter((source) => isMeant(suite, source));
    return meant.length === 0 ? [] : [{ sources, meant, ...surroundingsOf(suite, folder) }];
  });
}

/** Everything that the suite is made of, as one hash; a header that appears may change what another file includes. */
function treeOf(suite: Suite, folders: readonly Folder[], hashes: HashCache): string {
  const shared = folders.flatMap(({ includeDirs }) => includeDirs);
  const outside = [...new Set(shared)].filter((dir) => !dir.startsWith(`${suite.dir}/`));
  return hashOf(...hashes.inputs([suite.dir, ...outside]).flatMap(({ file, hash }) => [file, hash])).slice(0, 32);
}

export async function buildPrograms(build: ProgramBuild, hashes: HashCache): Promise<readonly Program[]> {
  const { suite, target, home } = build;
  const store = new ObjectStore(home, target.key);
  const folders = foldersOf(suite);
  const cflags = suite.cflags ?? USUAL_CFLAGS;
  const tree = treeOf(suite, folders, hashes);
  const key = [VERSION, target.identity, tree, suite.dir, ...cflags, '', ...(suite.globs ?? [])];
  const indexFile = store.indexFile(hashOf(...key).slice(0, 32));
  const index = readJson(indexFile) as Index | null;
  const selected = (program: Program): boolean => isMeant(suite, program);
  if (index !== null && isCurrent(index, hashes)) return index.programs.filter(selected);
  const made = await makeAsked({ ...build, cflags, tree, store, hashes }, folders, suite.dir);
  if (!build.signal.aborted) writeJson(indexFile, made);
  return made.programs.filter(selected);
}

const isCurrent = ({ programs, outside }: Index, hashes: HashCache): boolean =>
  outside.every(([file, hash]) => hashes.hash(file) === hash) &&
  programs.every((program) => program.kind === 'failed' || existsSync(program.file));

/**
 * A folder of a large suite holds hundreds of programs: beside those that are asked for, only what looks like no program is compiled. Looks
 * deceive, though: main() may be there for some macro only. So where anything fails, everything is looked at.
 */
async function makeAsked(compilation: Compilation, folders: readonly Folder[], dir: string): Promise<Index> {
  const narrow = folders.map((folder) => ({
    ...folder,
    sources: folder.sources.filter((one) => mayBeNeeded(folder, one)),
  }));
  const isWhole = narrow.every(({ sources }, index) => sources.length === folders[index]?.sources.length);
  const made = await make(compilation, narrow, folders, dir);
  const isDone = isWhole || compilation.signal.aborted || made.programs.every(({ kind }) => kind === 'built');
  return isDone ? made : make(compilation, folders, folders, dir);
}

const mayBeNeeded = ({ meant }: Folder, source: Source): boolean => meant.includes(source) || !looksLikeProgram(source);

/** `compiled`: what of the folders is compiled. */
async function make(
  compilation: Compilation,
  compiled: readonly Folder[],
  folders: readonly Folder[],
  dir: string,
): Promise<Index> {
  const units = new Map<string, Unit>();
  for (const { sources, helpers, includeDirs } of compiled) {
    for (const file of [...sources.map((source) => source.file), ...helpers]) {
      if (!units.has(file)) units.set(file, { file, includeDirs });
    }
  }
  const records = await compileAll(compilation, [...units.values()]);
  const queue = new PQueue({ concurrency: compilation.jobs });
  const linked = await Promise.all(folders.map((folder) => linkFolder(compilation, folder, records, queue)));
  const dependencies = [...records.values()].flatMap((record) => (record.kind === 'object' ? record.dependencies : []));
  const outside = new Map(dependencies.filter(([file]) => !file.startsWith(`${dir}/`)));
  return { programs: linked.flat(), outside: [...outside] };
}

const DEFINES_MAIN = /^[^\S\n]*(?:[\w]+\s+)*main\s*\([^;{]*\)\s*\{/m;

const looksLikeProgram = ({ file }: Source): boolean =>
  DEFINES_MAIN.test(readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, ''));

/** Of a source that no compiler could or did read, only its text tells. */
const isProgram = (source: Source, record: ObjectRecord | undefined): boolean =>
  record?.kind === 'object' ? record.definesMain : looksLikeProgram(source);

type Failed = Extract<ObjectRecord, { kind: 'failed' }>;

/**
 * Where a folder holds one program, its other files are parts of it; where it holds many, they help those that need them, as the files of
 * a folder of helpers do.
 */
async function linkFolder(
  compilation: Compilation,
  { sources, meant, helpers }: Folder,
  records: ReadonlyMap<string, ObjectRecord>,
  queue: PQueue,
): Promise<Program[]> {
  const recordOf = (file: string): ObjectRecord | undefined => records.get(file);
  const programs = sources.filter((source) => isProgram(source, recordOf(source.file)));
  const rest = sources.filter((source) => !programs.includes(source)).map(({ file }) => file);
  const isWhole = programs.length === 1;
  const helping = [...(isWhole ? [] : rest), ...helpers];
  const archive = await archiveOf(compilation, helping.map(recordOf));
  const broken = helping.flatMap((file): BrokenHelper[] => {
    const record = recordOf(file);
    return record?.kind === 'failed' ? [{ file, record }] : [];
  });
  const linkOne = async (source: Source): Promise<Program> => {
    const id = { name: source.name, source: source.file };
    const parts = [source.file, ...(isWhole ? rest : [])].map(recordOf);
    const failed = parts.find((record): record is Failed => record?.kind === 'failed');
    if (failed !== undefined) return { ...id, kind: 'failed', error: failureOf(failed) };
    const objects = parts.flatMap((record) => (record?.kind === 'object' ? [record.id] : []));
    return { ...id, ...(await link(compilation, source, objects, archive, broken)) };
  };
  const asked = programs.filter((source) => meant.includes(source));
  return Promise.all(asked.map((source) => queue.add(() => linkOne(source))));
}

const failureOf = ({ message, file, line }: BuildFailure): BuildFailure => ({ message, file, line });

/** Id of an archive of all helpers that compiled and are not programs themselves; null where there is none. */
async function archiveOf(
  { store, target, signal }: Compilation,
  helpers: readonly (ObjectRecord | undefined)[],
): Promise<string | null> {
  const ids = helpers.flatMap((record) => (record?.kind === 'object' && !record.definesMain ? [record.id] : []));
  if (ids.length === 0) return null;
  const id = hashOf(...ids).slice(0, 32);
  if (existsSync(store.archiveFile(id))) return id;
  const next = store.temporary(id);
  const result = await run(target.compiler.replace(/gcc$/, 'ar'), ['rcs', next, ...ids.map(store.objectFile)], signal);
  if (result.failed) throw new Error(`ar: ${result.stderr}`);
  renameSync(next, store.archiveFile(id));
  return id;
}

type Linked =
  | { readonly kind: 'built'; readonly id: string; readonly file: string }
  | { readonly kind: 'failed'; readonly error: BuildFailure };

/** A helper that did not compile. */
interface BrokenHelper {
  readonly file: string;
  readonly record: Failed;
}

/** A name that is missing may be one of a helper that did not compile: then that is the error to show. */
function reasonOf(error: BuildFailure, broken: readonly BrokenHelper[]): BuildFailure {
  const name = /undefined reference to [`']([^'.]+)/.exec(error.message)?.[1];
  const helper = broken.find(({ file }) => name !== undefined && readFileSync(file, 'utf8').includes(name));
  return helper === undefined ? error : failureOf(helper.record);
}

async function link(
  { store, target, signal, rootDir }: Compilation,
  source: Source,
  objects: readonly string[],
  archive: string | null,
  broken: readonly BrokenHelper[],
): Promise<Linked> {
  const id = hashOf(target.identity, ...objects, '', archive ?? '').slice(0, 32);
  const file = store.programFile(id);
  if (existsSync(file)) return { kind: 'built', id, file };
  const next = store.temporary(id);
  const archives = archive === null ? [] : [store.archiveFile(archive)];
  const result = await run(target.compiler, [...target.link(objects.map(store.objectFile), archives, next)], signal);
  if (!result.failed) {
    renameSync(next, file);
    return { kind: 'built', id, file };
  }
  const error = firstBuildError(result.stderr, dirname(source.file), rootDir);
  return { kind: 'failed', error: reasonOf(error, broken) };
}
