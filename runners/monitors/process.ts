// SPDX-License-Identifier: BSD-3-Clause
/**
 * One monitor process: in a process group of its own, killed by the kernel when the harness dies (setpriv --pdeathsig), with limits on
 * files and cores and without any capability, even as root. Ends by itself or by a kill, which is SIGTERM, a grace, SIGKILL, and waiting for the exit.
 */
import { createWriteStream } from 'node:fs';
import { Duplex } from 'node:stream';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import type { BootExit } from '../../model/events.ts';
import { openConsolePipe } from './console-pipe.ts';
import { CONTROL_DESCRIPTOR, Qmp } from './qmp.ts';

/** What a guest may write into one file of its share. */
const LARGEST_FILE_BYTES = 64 << 20;
const KILL_GRACE_MS = 500;
/** What a monitor gets to answer the questions asked before it is killed. */
const LAST_WORDS_MS = 1000;
const STDERR_LIMIT_BYTES = 1 << 16;

export interface MonitorEnd {
  readonly exit: BootExit;
  readonly durationMs: number;
  /** The monitor's own messages. */
  readonly stderr: string;
}

export class MonitorProcess {
  readonly pid: number | null;
  readonly ended: Promise<MonitorEnd>;
  readonly control: Qmp;
  #killReason: string | null = null;
  #isEnded = false;

  constructor(command: readonly string[], onOutput: (chunk: Buffer) => void) {
    const startedMs = performance.now();
    const pipe = openConsolePipe(onOutput);
    const child = execa('setpriv', wrapped(command), {
      // An input that never comes to its end: there the console's second way out of the guest would close.
      stdio: ['pipe', createWriteStream('', { fd: pipe.sink, autoClose: false }), 'pipe', 'pipe'],
      buffer: false,
      reject: false,
      detached: true,
      env: { LC_ALL: 'C' },
    });
    pipe.closeSink();
    this.pid = child.pid ?? null;
    // Node makes its pipes to a child as socket pairs, so this one can be written, too.
    const control: unknown = child.stdio[CONTROL_DESCRIPTOR];
    if (!(control instanceof Duplex)) throw new Error('the control channel cannot be written');
    this.control = new Qmp(control);
    // A monitor that is a script may leave children, which keep the console open: they go with it.
    child.once('exit', () => {
      this.#signalGroup('SIGKILL');
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < STDERR_LIMIT_BYTES) stderr += chunk.toString('utf8');
    });
    this.ended = child.then(async (result) => {
      this.#isEnded = true;
      // The exit may be known before the last bytes are read; a verdict must not depend on which comes first.
      pipe.hurry();
      await pipe.drained;
      const durationMs = performance.now() - startedMs;
      return { exit: this.#exitOf(result.exitCode, result.signal, result.message), durationMs, stderr: stderr.trim() };
    });
  }

  /**
   * Resolves when the process and everything in its group are gone. The first reason given is the one that stands. `question` may use
   * the control channel before; it is not waited for longer than a short grace.
   */
  async kill(reason: string, question: (control: Qmp) => Promise<void> = () => Promise.resolve()): Promise<void> {
    if (this.#isEnded) return;
    this.#killReason ??= reason;
    const patience = new AbortController();
    const silence = sleep(LAST_WORDS_MS, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([question(this.control), silence, this.ended]);
    patience.abort();
    this.#signalGroup('SIGTERM');
    const timer = setTimeout(() => {
      this.#signalGroup('SIGKILL');
    }, KILL_GRACE_MS);
    await this.ended;
    clearTimeout(timer);
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.pid === null || this.#isEnded) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // The group ended by itself between the decision to kill it and now.
    }
  }

  #exitOf(status: number | undefined, signal: NodeJS.Signals | undefined, message: string | undefined): BootExit {
    if (this.#killReason !== null) return { kind: 'killed', reason: this.#killReason };
    if (signal !== undefined) return { kind: 'signal', signal };
    if (status !== undefined) return { kind: 'status', status };
    return { kind: 'not-started', reason: message?.split('\n')[0] ?? 'the monitor could not be started' };
  }
}

function wrapped(command: readonly string[]): string[] {
  const limits = ['prlimit', '--core=0', `--fsize=${LARGEST_FILE_BYTES}`, '--'];
  const rights = ['--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
  return ['--pdeathsig', 'KILL', ...rights, '--', ...limits, ...command];
}
