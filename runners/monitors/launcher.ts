// SPDX-License-Identifier: BSD-3-Clause
/**
 * The process that starts monitors (launcher.pl): one for a harness, begun with its first boot. It holds the limits and lacks the rights
 * that monitors inherit from it. It ends with the harness, and its monitors with it, however either ends.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { Socket } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a guest may write into one file of its share. */
const LARGEST_FILE_BYTES = 64 << 20;
/** Paths of sockets are short (unix(7)); a folder for temporary files that is too deep is not used. */
const LONGEST_FOLDER = 60;
const STDERR_LIMIT = 1 << 12;

/** Stands in an argument for the path of the guest's memory. */
export const MEMORY_PATH = '@MEMORY@';

export interface LaunchEvents {
  /** The child runs; its console and its guest's memory, if that is a file, are to be opened from these paths now. */
  readonly onStarted: (pid: number, console: string, memory: string | null) => void;
  readonly onEnded: (status: LaunchStatus, messages: string) => void;
}

export type LaunchStatus =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'not-started'; readonly reason: string };

/** Of two names for one number (SIGABRT, SIGIOT) the first. */
const SIGNALS = new Map(
  Object.entries(constants.signals)
    .reverse()
    .map(([name, number]) => [number, name as NodeJS.Signals]),
);

/** A status as wait(2) has it: the signal in the low seven bits, else the exit status above them. */
function decode(status: number): LaunchStatus {
  const signal = SIGNALS.get(status & 0x7f);
  return signal === undefined ? { kind: 'status', status: status >> 8 } : { kind: 'signal', signal };
}

export class Launcher {
  /** Private to this user; the launcher removes it. */
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #input: Socket;
  readonly #output: Socket;
  readonly #errors: Socket;
  readonly #launched = new Map<number, LaunchEvents>();
  #onWatchedEnd: (() => void) | null = null;
  #count = 0;
  #unread = '';
  #complaints = '';

  constructor(onGone: () => void) {
    this.folder = mkdtempSync(join(tmpdir().length > LONGEST_FOLDER ? '/tmp' : tmpdir(), 'ukmatrix-'));
    const rights = ['--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--'];
    const limits = ['prlimit', '--core=0', '--'];
    const program = ['perl', join(import.meta.dirname, 'launcher.pl'), this.folder, `${LARGEST_FILE_BYTES}`];
    this.#process = spawn('setpriv', [...rights, ...limits, ...program], {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true, // Ctrl-C in the terminal is for the harness.
      env: { ...process.env, LC_ALL: 'C' },
    });
    const { stdin, stdout, stderr } = this.#process;
    [this.#input, this.#output, this.#errors] = [asSocket(stdin), asSocket(stdout), asSocket(stderr)];
    this.#input.on('error', () => undefined); // The end of the launcher is told by `close`.
    this.#output.setEncoding('latin1').on('data', (text: string) => {
      this.#take(text);
    });
    this.#errors.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(0, STDERR_LIMIT);
    });
    const gone = (why: string): void => {
      onGone();
      this.#loseAll(why);
    };
    this.#process.once('error', (error) => {
      gone(error.message);
    });
    this.#process.once('close', (status, signal) => {
      gone(this.#complaints.trim() || `it ended with ${signal ?? `status ${status ?? '?'}`}`);
    });
    if (mostAtOnce !== null) this.limit(mostAtOnce);
    for (const [program, library] of nurseries) this.raise(library, program);
    this.#rest();
  }

  /** So many monitors at the same time; those beyond wait for their turn. */
  limit(count: number): void {
    this.#input.write(`most ${count}\n`);
  }

  /** Monitors of this program are from now on copies that were ready to begin; both paths are absolute. */
  raise(library: string, program: string): void {
    const [one, other] = [library, program].map((path) => Buffer.from(path).toString('hex'));
    this.#input.write(`raise ${one} ${other}\n`);
  }

  nextId(): number {
    return this.#count++;
  }

  /**
   * `command`: the path of an executable, then what it finds as its own name and its arguments. `memoryBytes` above 0: a file of that
   * size, whose path stands where an argument holds MEMORY_PATH.
   */
  launch(id: number, memoryBytes: number, command: readonly string[], events: LaunchEvents): void {
    if (this.#launched.size === 0) this.#wake();
    this.#launched.set(id, events);
    this.#input.write(`start ${id} ${memoryBytes} ${Buffer.from(command.join('\0')).toString('hex')}\n`);
  }

  /** The console's reading end is the harness's now. */
  confirmOpened(id: number): void {
    this.#input.write(`opened ${id}\n`);
  }

  /** To the whole group; nothing where it has ended. */
  kill(id: number, signal: NodeJS.Signals): void {
    this.#input.write(`kill ${id} ${signal.replace(/^SIG/, '')}\n`);
  }

  /** Tells when one of these processes, which are not the harness's own, ends. */
  watch(pids: readonly number[], onEnd: () => void): void {
    this.#onWatchedEnd = onEnd;
    this.#input.write(`watch ${pids.join(' ')}\n`);
  }

  #take(text: string): void {
    const lines = (this.#unread + text).split('\n');
    this.#unread = lines.pop() ?? '';
    for (const line of lines) {
      const [, word, id, rest = ''] = /^(\w+) (\d+) (.*)$/.exec(line) ?? [];
      this.#answer(word, Number(id), rest);
    }
  }

  #answer(word: string | undefined, id: number, rest: string): void {
    const [first = '', second = '', third = '-'] = rest.split(' ');
    const pathOf = (descriptor: string): string => `/proc/${this.#process.pid ?? 0}/fd/${descriptor}`;
    if (word === 'started') {
      const memory = third === '-' ? null : pathOf(third);
      this.#launched.get(id)?.onStarted(Number(first), pathOf(second), memory);
    } else if (word === 'ended') {
      this.#end(id, decode(Number(first)), Buffer.from(second, 'hex').toString('utf8'));
    } else if (word === 'gone') {
      this.#onWatchedEnd?.();
    } else {
      this.#end(id, { kind: 'not-started', reason: rest }, '');
    }
  }

  #end(id: number, status: LaunchStatus, messages: string): void {
    const events = this.#launched.get(id);
    this.#launched.delete(id);
    if (this.#launched.size === 0) this.#rest();
    events?.onEnded(status, messages);
  }

  #loseAll(why: string): void {
    const reason = `the launcher of monitors is gone: ${why}`;
    for (const id of [...this.#launched.keys()]) this.#end(id, { kind: 'not-started', reason }, '');
  }

  /** A launcher without monitors does not keep the harness from ending. */
  #rest(): void {
    for (const one of [this.#process, this.#input, this.#output, this.#errors]) one.unref();
  }

  /** Its end is told only when all of its streams have ended, so each of them must be waited for. */
  #wake(): void {
    for (const one of [this.#process, this.#input, this.#output, this.#errors]) one.ref();
  }

  /** Nothing is to be launched any more: it takes its folder along, and the harness sees it end. */
  end(): void {
    this.#process.ref();
    this.#input.end();
  }
}

/** Node's pipes to a child are sockets. */
function asSocket(stream: unknown): Socket {
  if (!(stream instanceof Socket)) throw new Error('a pipe to the launcher is no socket');
  return stream;
}

let current: Launcher | null = null;
let mostAtOnce: number | null = null;
/** Program -> library (nursery.c). */
const nurseries = new Map<string, string>();

/** From now on so many monitors of this process at the same time, whoever starts them. */
export function limitMonitors(count: number): void {
  mostAtOnce = count;
  current?.limit(count);
}

/** At once, as it takes as long as a start. */
export function raiseMonitors(library: string, program: string): void {
  if (nurseries.has(program)) return;
  nurseries.set(program, library);
  if (current === null) theLauncher();
  else current.raise(library, program);
}

/** No further monitor is wanted: the launcher goes before the harness does. */
export function endLauncher(): void {
  current?.end();
}

/** The launcher of this process; another one after it has gone. */
export function theLauncher(): Launcher {
  if (current !== null) return current;
  const launcher = new Launcher(() => {
    if (current === launcher) current = null;
  });
  current = launcher;
  process.once('beforeExit', () => {
    launcher.end();
  });
  return launcher;
}
