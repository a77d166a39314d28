// SPDX-License-Identifier: BSD-3-Clause
/**
 * One boot from start to evidence: starts the monitor, keeps the transcript, feeds both protocols, watches for hangs and storms, and
 * reads the share afterwards. Judges nothing.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { caseKey, type Axes, type CaseId } from '../model/cell.ts';
import { countersFromMemory } from './counters/from-memory.ts';
import type { BootEvidence, KillKind } from './evidence.ts';
import { readCpus, type CpuState } from './monitors/cpu-states.ts';
import { exitBehind } from './monitors/machine-end.ts';
import { MonitorProcess } from './monitors/process.ts';
import { qemuCommand } from './monitors/qemu-command.ts';
import type { Qmp } from './monitors/qmp.ts';
import { coverageFolder, createShare, readShare, type ShareContents } from './monitors/share.ts';
import { watchShare } from './monitors/share-budget.ts';
import type { ProgressLimits } from './monitors/silence.ts';
import { Watchdog } from './monitors/watchdog.ts';
import { axisWords, pressButton, type Press, type Pressed } from './power-button.ts';
import { Milestones } from './milestones.ts';
import { OutputBudget } from './output-budget.ts';
import type { ProtocolEvent } from './protocols/protocol-event.ts';
import { TapReader } from './protocols/tap.ts';
import { UktestReader } from './protocols/uktest.ts';
import { Transcript } from './transcript.ts';
import { readUnmarked } from './unmarked.ts';

export interface BootLimits extends ProgressLimits {
  /** Console output after which a guest counts as babbling. */
  readonly outputBytes: number;
}

export interface BootRequest {
  readonly axes: Pick<Axes, 'kernel' | 'arch' | 'machine' | 'smp' | 'memoryMiB'> &
    Partial<Pick<Axes, 'cpu' | 'mte' | 'topology' | 'timer' | 'end'>>;
  readonly accel: 'tcg' | 'kvm';
  readonly image: string;
  /** Kernel parameters besides the nonce. */
  readonly words: readonly string[];
  readonly asked: readonly CaseId[];
  /** When its power button is pressed; absent or null: never. */
  readonly press?: Press | null;
  /** While no case runs, and for cases that `limitsOf` does not single out. */
  readonly limits: BootLimits;
  readonly limitsOf?: (id: CaseId) => BootLimits;
  /** Absolute: see transcript.ts. */
  readonly transcript: string;
  /** Absolute; null: no share. */
  readonly shareDir: string | null;
  /** The kernel with symbols, where coverage is measured: counters that a guest cannot bring home are read from its memory. */
  readonly counted?: string | undefined;
  /** Folder of programs, for a kernel that runs them. */
  readonly programsDir?: string | undefined;
  readonly signal: AbortSignal;
  /**
   * Called when the process is up, or could not be started, with a command line for the same boot, without the harness's own control
   * channel. Not called where the run was interrupted before it was this boot's turn.
   */
  readonly onStart: (command: readonly string[]) => void;
  /** Called for each case when its first line arrives. */
  readonly onCaseStarted: (id: CaseId) => void;
}

/** The evidence before its backtrace has names. */
export type RawEvidence = Omit<BootEvidence, 'backtrace'> & {
  /** What could be learned of each CPU before a guest that hung or babbled was killed. */
  readonly stuckCpus: readonly CpuState[];
};

/** More than a chunk of a console that arrives in pieces. */
const FIRST_WORDS_BYTES = 1 << 17;

class Boot {
  readonly #request: BootRequest;
  readonly #nonce = randomBytes(4).toString('hex');
  readonly #tapReader = new TapReader(this.#nonce);
  readonly #classicReader = new UktestReader();
  readonly #milestones: Milestones;
  readonly #tap: ProtocolEvent[] = [];
  readonly #classic: ProtocolEvent[] = [];
  readonly #line: readonly string[];
  readonly #transcript: Transcript;
  readonly #process: MonitorProcess;
  #watchdog: Watchdog | null = null;
  readonly #output: OutputBudget;
  readonly #stuckCpus: CpuState[] = [];
  #stopWatchingShare = (): void => undefined;
  #isStartTold = false;
  #killed: KillKind | null = null;
  #pressed: Pressed | null = null;
  #pressTimer: NodeJS.Timeout | null = null;
  #firstWords = '';
  #running: { readonly key: string; readonly startedMs: number } | null = null;
  readonly #seenMs = new Map<string, number>();

  constructor(request: BootRequest) {
    this.#request = request;
    this.#output = new OutputBudget(request.limits.outputBytes);
    this.#milestones = new Milestones(request.asked);
    if (request.shareDir !== null) createShare(request.shareDir);
    this.#transcript = new Transcript(request.transcript);
    const { axes, press = null } = request;
    this.#line = this.#command(axisWords(axes, press));
    const onOutput = (chunk: Buffer): void => {
      this.#take(chunk);
    };
    const memoryBytes = request.counted === undefined ? 0 : request.axes.memoryMiB * (1 << 20);
    this.#process = new MonitorProcess(this.#line, onOutput, { hasControl: true, memoryBytes }, () => {
      this.#begin();
    });
  }

  #begin(): void {
    this.#transcript.begin();
    this.#watchdog = new Watchdog(this.#process, this.#request.limits, (reason) => {
      this.#kill('hang', reason);
    });
    if (this.#request.shareDir !== null) this.#watchShare(this.#request.shareDir);
    this.#tellStart();
  }

  #tellStart(): void {
    const { axes, press = null, onStart } = this.#request;
    this.#isStartTold = true;
    // Who starts it once more has no hand on the button.
    onStart(press === null ? this.#line : this.#command(axisWords(axes, null)));
  }

  #watchShare(dir: string): void {
    this.#stopWatchingShare = watchShare(dir, (reason) => {
      this.#kill('output', reason);
    });
  }

  #command(axisWords: readonly string[]): string[] {
    const { axes, accel, image, words, shareDir, programsDir } = this.#request;
    const append = [`uktest.nonce=${this.#nonce}`, ...words, ...axisWords].join(' ');
    return qemuCommand({ ...axes, accel, image, append, shareDir, programsDir });
  }

  #kill(kind: KillKind, reason: string): void {
    if (this.#killed !== null) return;
    this.#killed = kind;
    const isStuck = kind === 'hang' || kind === 'output';
    void this.#process.kill(reason, isStuck ? (control) => this.#questionCpus(control) : null);
  }

  /** The guest begins its report: from then on it listens to its button, and knows what it has to tell at its end. */
  #schedulePress(chunk: Buffer): void {
    const { press = null } = this.#request;
    if (press === null || this.#pressed !== null) return;
    this.#firstWords = `${this.#firstWords}${chunk.toString('latin1')}`.slice(-FIRST_WORDS_BYTES);
    if (!this.#firstWords.includes('TAP version ')) return;
    this.#pressed = { ...press, isDelivered: false };
    this.#pressTimer = setTimeout(() => {
      this.#press(press);
    }, press.afterMs);
  }

  /** A guest that ends at once takes the monitor's answer with it, so nobody waits for one. */
  #press(when: Press): void {
    this.#pressed = { ...when, isDelivered: true };
    void this.#process.control(pressButton);
  }

  #questionCpus(control: Qmp): Promise<void> {
    const { arch, smp } = this.#request.axes;
    return readCpus(control, arch, smp, this.#stuckCpus);
  }

  #take(chunk: Buffer): void {
    if (this.#killed === 'output') return;
    this.#schedulePress(chunk);
    this.#transcript.append(chunk);
    if (this.#transcript.trouble !== null) this.#kill('trouble', this.#transcript.trouble);
    this.#classic.push(...this.#classicReader.push(chunk));
    const news = this.#tapReader.push(chunk);
    if (this.#milestones.arePassedBy(news)) this.#watchdog?.progress();
    for (const event of news) this.#consider(event);
    this.#spendUpTo(this.#transcript.byteCount);
  }

  #consider(event: ProtocolEvent): void {
    this.#tap.push(event);
    this.#spendUpTo(event.at);
    if (event.type === 'case-started') this.#startCase(event);
    if (event.type === 'case-ended') this.#endCase(caseKey(event));
    if (event.type === 'restarted') this.#kill('restart', 'the kernel started again');
  }

  #spendUpTo(offset: number): void {
    const brokenBytes = this.#output.spendUpTo(offset);
    if (brokenBytes !== null) this.#kill('output', `it printed more than ${brokenBytes} bytes`);
  }

  #startCase({ suite, name }: CaseId): void {
    const id = { suite, name };
    this.#running = { key: caseKey(id), startedMs: performance.now() };
    this.#limit(id);
    this.#request.onCaseStarted(id);
  }

  #endCase(key: string): void {
    if (this.#running?.key === key) this.#seenMs.set(key, performance.now() - this.#running.startedMs);
    this.#limit(null);
  }

  #limit(id: CaseId | null): void {
    const { limits, limitsOf } = this.#request;
    const own = id === null ? limits : (limitsOf?.(id) ?? limits);
    this.#watchdog?.limit(own);
    if (id === null || own.outputBytes === limits.outputBytes) this.#output.useGeneral();
    else this.#output.useOwn(caseKey(id), own.outputBytes);
  }

  async run(): Promise<RawEvidence> {
    const { signal } = this.#request;
    const onAbort = (): void => {
      this.#kill('interrupt', 'the run was interrupted');
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    const { exit, durationMs, stderr } = await this.#process.ended;
    const endedMs = performance.now();
    signal.removeEventListener('abort', onAbort);
    this.#watchdog?.stop();
    this.#stopWatchingShare();
    if (!this.#isStartTold && this.#killed !== 'interrupt') this.#tellStart();
    if (this.#pressTimer !== null) clearTimeout(this.#pressTimer);
    this.#transcript.close();
    this.#tap.push(...this.#tapReader.finish());
    this.#classic.push(...this.#classicReader.finish());
    const { axes, asked } = this.#request;
    return {
      arch: axes.arch,
      nonce: this.#nonce,
      asked,
      exit: exitBehind(exit, stderr),
      killed: this.#killed,
      pressed: this.#pressed,
      trouble: this.#transcript.trouble,
      stderr,
      durationMs,
      tap: this.#tap,
      unmarked: this.#tap.length === 0 ? readUnmarked(this.#request.transcript) : [],
      classic: this.#classic,
      share: this.#share(),
      byteCount: this.#transcript.byteCount,
      stuckCpus: this.#stuckCpus,
      seenMs: this.#seenMs,
      runningForMs: this.#running === null ? 0 : endedMs - this.#running.startedMs,
    };
  }

  #share(): ShareContents | null {
    const { shareDir, counted, axes } = this.#request;
    const memory = this.#process.takeMemory();
    const share = shareDir === null ? null : readShare(shareDir);
    if (memory === null) return share;
    if (share === null || shareDir === null || counted === undefined || share.hasCoverage) {
      closeSync(memory);
      return share;
    }
    const { isWritten, finding } = countersFromMemory(counted, axes.arch, memory, coverageFolder(shareDir));
    return { ...share, hasCoverage: isWritten, findings: [...share.findings, ...(finding === null ? [] : [finding])] };
  }
}

export async function runBoot(request: BootRequest): Promise<RawEvidence> {
  const evidence = await new Boot(request).run();
  // What is left of the share is its coverage; a share without any is only clutter.
  if (request.shareDir !== null && evidence.share?.hasCoverage !== true) {
    rmSync(request.shareDir, { recursive: true, force: true });
  }
  return evidence;
}
