// SPDX-License-Identifier: BSD-3-Clause
/**
 * One monitor process, started by the launcher: in a process group of its own, with limits on files and cores and without any capability,
 * even as root. Ends by itself or by a kill, which is SIGTERM, a grace, SIGKILL, and waiting for the exit.
 */
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { findExecutable } from '../../kernels/toolchain.ts';
import type { BootExit } from '../../model/events.ts';
import { openConsole, type Console } from './console.ts';
import { MEMORY_PATH, theLauncher, type Launcher, type LaunchStatus } from './launcher.ts';
import { controlOptions, Qmp } from './qmp.ts';

const KILL_GRACE_MS = 500;
/** What a monitor gets to answer the questions asked before it is killed. */
const LAST_WORDS_MS = 1000;

export interface MonitorEnd {
  readonly exit: BootExit;
  readonly durationMs: number;
  /** The monitor's own messages. */
  readonly stderr: string;
}

/** What QEMU gets by options besides those of its command, none of which changes what the guest sees. */
export interface MonitorExtras {
  /** A control channel. */
  readonly hasControl: boolean;
  /** Size of the guest's memory, if that is to be a file that can be read, even after the end; else 0. */
  readonly memoryBytes: number;
}

/** Which executable a name stands for does not change while the harness runs; to look for it costs as much as a start. */
const executables = new Map<string, string>();

function executableOf(name: string): string | null {
  const key = `${name}:${process.env['PATH'] ?? ''}`;
  const file = executables.get(key) ?? findExecutable(name);
  if (file !== null) executables.set(key, file);
  return file;
}

const NO_EXTRAS: MonitorExtras = { hasControl: false, memoryBytes: 0 };

const memoryOptions = (bytes: number): string[] => [
  '-object',
  `memory-backend-file,id=memory,size=${bytes},mem-path=${MEMORY_PATH},share=on`,
  '-machine',
  'memory-backend=memory',
];

/** Null: the launcher died just now, and the monitor with it; its end is told elsewhere. */
function openFromLauncher<Opened>(open: () => Opened): Opened | null {
  try {
    return open();
  } catch {
    return null;
  }
}

export class MonitorProcess {
  readonly ended: Promise<MonitorEnd>;
  readonly #launcher: Launcher = theLauncher();
  readonly #id: number | null;
  readonly #socket: string;
  readonly #onOutput: (chunk: Buffer) => void;
  readonly #onStart: () => void;
  #startedMs = performance.now();
  readonly #end = Promise.withResolvers<MonitorEnd>();
  #pid: number | null = null;
  #console: Console | null = null;
  #memory: number | null = null;
  #killReason: string | null = null;
  #isEnded = false;

  /** `onStart`: the process runs; it may have to wait for its turn before. */
  constructor(
    command: readonly string[],
    onOutput: (chunk: Buffer) => void,
    extras = NO_EXTRAS,
    onStart: () => void = () => undefined,
  ) {
    this.#onOutput = onOutput;
    this.#onStart = onStart;
    this.ended = this.#end.promise;
    const [name = '', ...args] = command;
    const file = executableOf(name);
    const id = this.#launcher.nextId();
    this.#socket = join(this.#launcher.folder, `${id}`);
    this.#id = file === null ? null : id;
    if (file === null) {
      void this.#conclude({ kind: 'not-started', reason: `${name} is not installed` }, '');
      return;
    }
    const { hasControl, memoryBytes } = extras;
    const options = [
      ...(hasControl ? controlOptions(this.#socket) : []),
      ...(memoryBytes > 0 ? memoryOptions(memoryBytes) : []),
    ];
    this.#launcher.launch(id, memoryBytes, [file, name, ...args, ...options], {
      onStarted: (pid, console, memory) => {
        this.#start(pid, console, memory);
      },
      onEnded: (status, messages) => void this.#conclude(status, messages),
    });
  }

  /** Null before the process runs. */
  get pid(): number | null {
    return this.#pid;
  }

  /** Descriptor of the guest's memory, once; null where there is none. The caller closes it. */
  takeMemory(): number | null {
    const memory = this.#memory;
    this.#memory = null;
    return memory;
  }

  #start(pid: number, console: string, memory: string | null): void {
    this.#pid = pid;
    this.#startedMs = performance.now();
    this.#memory = memory === null ? null : openFromLauncher(() => openSync(memory, 'r'));
    this.#console = openFromLauncher(() => openConsole(console, this.#onOutput));
    if (this.#id !== null) this.#launcher.confirmOpened(this.#id);
    this.#onStart();
  }

  async #conclude(status: LaunchStatus, messages: string): Promise<void> {
    this.#isEnded = true;
    // The exit may be known before the last bytes are read; a verdict must not depend on which comes first.
    this.#console?.hurry();
    await this.#console?.drained;
    const exit: BootExit = this.#killReason === null ? status : { kind: 'killed', reason: this.#killReason };
    this.#end.resolve({ exit, durationMs: performance.now() - this.#startedMs, stderr: messages.trim() });
  }

  /**
   * Resolves when the process and everything in its group are gone. The first reason given is the one that stands. `question` may use
   * the control channel before; it is not waited for longer than a short grace.
   */
  async kill(reason: string, question: ((control: Qmp) => Promise<void>) | null = null): Promise<void> {
    if (this.#isEnded) return;
    this.#killReason ??= reason;
    if (question !== null) await this.#askLastWords(question);
    this.#signalGroup('SIGTERM');
    const timer = setTimeout(() => {
      this.#signalGroup('SIGKILL');
    }, KILL_GRACE_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** Uses the control channel while the monitor runs, however late it answers: what is not read when the channel ends is lost. */
  async control(question: (control: Qmp) => Promise<void>): Promise<void> {
    const control = Qmp.connect(this.#socket);
    await Promise.race([question(control), this.ended]);
    control.close();
  }

  async #askLastWords(question: (control: Qmp) => Promise<void>): Promise<void> {
    const patience = new AbortController();
    const silence = sleep(LAST_WORDS_MS, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([this.control(question), silence]);
    patience.abort();
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#id !== null) this.#launcher.kill(this.#id, signal);
  }
}
