// SPDX-License-Identifier: BSD-3-Clause
/**
 * Runs a toolchain's own gcov over prepared pairs of notes and counters and adds its JSON (gcov(1), --json-format) to the
 * sources. One process reads all the objects of an image.
 */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { addFunction, addLine, functionKey, sourceAt, type SourceMap } from './sources.ts';

interface GcovLine {
  readonly line_number: number;
  readonly count: number;
  readonly branches: readonly { readonly count: number }[];
}

interface GcovFile {
  readonly file: string;
  readonly lines: readonly GcovLine[];
  readonly functions: readonly {
    readonly name: string;
    readonly start_line: number;
    readonly end_line: number;
    readonly execution_count: number;
  }[];
}

/** One object as gcov sees it. */
export interface GcovDocument {
  readonly data_file: string;
  readonly current_working_directory: string;
  readonly files: readonly GcovFile[];
}

export interface GcovQuestion {
  /** Whether branches are wanted too, which costs as much again as lines and functions. */
  readonly branches: boolean;
  /** Nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Arguments of one process together must stay below the kernel's limit. */
const LARGEST_ARGUMENT_BYTES = 100_000;
const TIMEOUT_MS = 120_000;
const KEPT_STDERR = 2_000;

function inArgumentLists(names: readonly string[]): string[][] {
  const lists: string[][] = [];
  let room = 0;
  for (const name of names) {
    room -= name.length + 1;
    if (room < 0) {
      lists.push([]);
      room = LARGEST_ARGUMENT_BYTES - name.length - 1;
    }
    lists.at(-1)?.push(name);
  }
  return lists;
}

/**
 * What gcov said without its remarks on sources newer than their notes: a checkout touches files without changing them, and
 * images are found by what their sources hold.
 */
const seriousLines = (complaints: string): string =>
  complaints
    .split('\n')
    .filter((line) => !/source file is newer than notes file|message is displayed only once/.test(line))
    .join('\n')
    .trim();

/** What gcov complained of, or null. */
async function runOnce(
  program: string,
  folder: string,
  names: readonly string[],
  ask: GcovQuestion,
  consume: (document: GcovDocument) => void,
): Promise<string | null> {
  const child = spawn(program, ['--json-format', '--stdout', ...(ask.branches ? ['--branch-probabilities'] : []), ...names], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    signal: ask.signal,
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (words: string) => {
    complaints = (complaints + words).slice(0, KEPT_STDERR);
  });
  const ending = new Promise<string | null>((settle) => {
    child.once('error', (error) => {
      settle(error.message);
    });
    child.once('close', (status, signal) => {
      settle(status === 0 ? null : `${program} ended with ${signal ?? `status ${status ?? '?'}`}`);
    });
  });
  // Behind the last end of a line is what a gcov that was killed began.
  for (const line of (await text(child.stdout)).split('\n').slice(0, -1)) {
    if (line.startsWith('{')) {
      consume(JSON.parse(line) as GcovDocument);
    }
  }
  const failure = await ending;
  const said = seriousLines(complaints);
  return failure === null && said === '' ? null : [failure, said].filter(Boolean).join(': ');
}

/**
 * Runs `program` in `folder` over the counter files `names`, calling `consume` for each object. Returns complaints in words;
 * never rejects because of what the files hold.
 */
export async function runGcov(
  program: string,
  folder: string,
  names: readonly string[],
  ask: GcovQuestion,
  consume: (document: GcovDocument) => void,
): Promise<string[]> {
  const complaints: string[] = [];
  for (const list of inArgumentLists(names)) {
    const complaint = await runOnce(program, folder, list, ask, consume);
    if (complaint !== null) {
      complaints.push(complaint);
    }
  }
  return complaints;
}

/**
 * Lines of one object with their branches. gcov lists a line once for each function that has code on it (macros that make
 * several functions); their counts add up and their branches follow one another.
 */
function linesOf(file: GcovFile): Map<number, { count: number; branches: number[] }> {
  const lines = new Map<number, { count: number; branches: number[] }>();
  for (const line of file.lines) {
    const branches = line.branches.map(({ count }) => count);
    const known = lines.get(line.line_number);
    if (known === undefined) {
      lines.set(line.line_number, { count: line.count, branches });
    } else {
      known.count += line.count;
      known.branches.push(...branches);
    }
  }
  return lines;
}

/** Sources of one image, in which several objects may have code on a line. */
export class ImageSources {
  readonly #sources: SourceMap;
  readonly #isWanted: (path: string) => boolean;
  /** By path: lines that have code in this image. */
  readonly code = new Map<string, Set<number>>();

  constructor(sources: SourceMap, isWanted: (path: string) => boolean) {
    this.#sources = sources;
    this.#isWanted = isWanted;
  }

  /** Adds the counts of one object. */
  add(document: GcovDocument): void {
    for (const file of document.files) {
      const path = resolve(document.current_working_directory, file.file);
      if (this.#isWanted(path)) {
        this.#addFile(path, file);
      }
    }
  }

  #addFile(path: string, file: GcovFile): void {
    const source = sourceAt(this.#sources, path);
    const code = this.code.get(path) ?? new Set<number>();
    this.code.set(path, code);
    for (const [number, { count, branches }] of linesOf(file)) {
      addLine(source, number, count, branches);
      code.add(number);
    }
    for (const { name, start_line: line, end_line: endLine, execution_count: count } of file.functions) {
      addFunction(source, { name, line, endLine, count });
    }
  }
}

/** What one cell ran, by path of the source. */
export class CellHits {
  readonly lines = new Map<string, Map<number, number>>();
  readonly functions = new Map<string, Set<string>>();

  /** Adds what the cell counted in one object. */
  add(document: GcovDocument): void {
    for (const file of document.files) {
      const path = resolve(document.current_working_directory, file.file);
      const lines = this.lines.get(path) ?? new Map<number, number>();
      const functions = this.functions.get(path) ?? new Set<string>();
      this.lines.set(path, lines);
      this.functions.set(path, functions);
      for (const { line_number: line, count } of file.lines) {
        if (count > 0) {
          lines.set(line, (lines.get(line) ?? 0) + count);
        }
      }
      for (const { name, start_line: line, execution_count: count } of file.functions) {
        if (count > 0) {
          functions.add(functionKey({ line, name }));
        }
      }
    }
  }

  /** Gives the sources that are known what is known of them here. */
  hand(sources: SourceMap, cell: string): void {
    for (const [path, lines] of this.lines) {
      sources.get(path)?.hitBy.set(cell, lines);
    }
    for (const [path, functions] of this.functions) {
      sources.get(path)?.calledBy.set(cell, functions);
    }
  }
}
