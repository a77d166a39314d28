// SPDX-License-Identifier: BSD-3-Clause
/**
 * Runs programs as Linux processes through supervise.c, which keeps them in. One supervisor serves one program at a time; its program is
 * compiled once for each machine and compiler.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { execa } from '../execa.ts';
import { hashOf, type HashCache } from '../inputs.ts';
import { compilerIdentity, HOST_ARCH } from '../toolchain.ts';

const SOURCE_DIR = import.meta.dirname;
const SOURCES = ['supervise.c', 'container.c'];

/** One program to be run. Paths are absolute and hold no tab or line end. */
export interface ProgramRun {
  readonly file: string;
  /** argv[0] */
  readonly name: string;
  readonly transcript: string;
  readonly limitMs: number;
  readonly outputBytes: number;
  /** Address space of each process, without an emulator's own; 0: no limit. */
  readonly memoryMiB: number;
  readonly emulator: Emulator | null;
}

/** Of another architecture. */
export interface Emulator {
  readonly file: string;
  /** Its system root. */
  readonly root: string | null;
  /** Address space that it sets apart for the program; 0: the program has what the emulator leaves of its own. */
  readonly reservedMiB: number;
}

type Ending =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly number: number }
  /** It ran longer, or printed more, than it may. */
  | { readonly kind: 'timeout' | 'output' }
  | { readonly kind: 'not-run'; readonly reason: string };

export type ProgramEnd = Ending & { readonly durationMs: number; readonly byteCount: number };

/** Path of the compiled supervisor. Throws with the compiler's words. */
export async function buildSupervisor(home: string, hashes: HashCache): Promise<string> {
  const content = [...SOURCES, 'container.h'].map((name) => hashes.hash(join(SOURCE_DIR, name)) ?? '');
  const hash = hashOf(compilerIdentity(HOST_ARCH) ?? '', ...content).slice(0, 16);
  const dir = join(home, 'programs');
  const file = join(dir, `supervise-${hash}`);
  if (existsSync(file)) return file;
  mkdirSync(dir, { recursive: true });
  const next = `${file}.${process.pid}`;
  const sources = SOURCES.map((name) => join(SOURCE_DIR, name));
  await execa('gcc', ['-O1', '-Wall', '-Wextra', '-o', next, ...sources], { stdin: 'ignore', env: { LC_ALL: 'C' } });
  renameSync(next, file);
  return file;
}

/** What keeps programs in: namespaces of their own, or a process group and another user alone. */
export type Containment = 'namespaces' | 'group';

export class Supervisor {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: Interface;
  readonly #answers: AsyncIterator<string, undefined>;

  constructor(file: string) {
    // A group of its own: Ctrl-C in the terminal is for the harness to hear, which then closes the supervisor's input.
    this.#child = spawn(file, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
    this.#child.stdin.on('error', () => undefined); // It ended; the missing answer tells.
    this.#lines = createInterface({ input: this.#child.stdout });
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  /** Called once, first. */
  async containment(): Promise<Containment> {
    return (await this.#answer()) === 'ready namespaces' ? 'namespaces' : 'group';
  }

  async run(program: ProgramRun): Promise<ProgramEnd> {
    const { transcript, limitMs, outputBytes, memoryMiB, emulator, name, file } = program;
    const words = [
      transcript,
      limitMs,
      outputBytes,
      memoryMiB,
      emulator?.file ?? '-',
      emulator?.root ?? '-',
      emulator?.reservedMiB ?? 0,
      name,
      file,
    ];
    this.#child.stdin.write(`${words.join('\t')}\n`);
    const answer = await this.#answer();
    const [what = '', value, us, bytes] = answer.split(' ');
    return { durationMs: Number(us ?? 0) / 1000, byteCount: Number(bytes ?? 0), ...endOf(what, Number(value)) };
  }

  /** Kills the program that runs, if one does. */
  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin.end();
    await ended;
  }

  async #answer(): Promise<string> {
    const next = await this.#answers.next();
    return next.done === true ? 'lost' : next.value;
  }
}

function endOf(what: string, value: number): Ending {
  switch (what) {
    case 'exit':
      return { kind: 'exit', status: value };
    case 'signal':
      return { kind: 'signal', number: value };
    case 'timeout':
    case 'output':
      return { kind: what };
    case 'error':
      return { kind: 'not-run', reason: `it could not be started (errno ${value})` };
    default:
      return { kind: 'not-run', reason: 'what supervises it has ended' };
  }
}
