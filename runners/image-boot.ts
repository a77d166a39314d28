// SPDX-License-Identifier: BSD-3-Clause
/** One boot of a kernel that nobody listed the cases of, from start to reading. */
import { performance } from 'node:perf_hooks';
import type { ImageEntry } from '../matrices/image-list.ts';
import type { BootExit } from '../model/events.ts';
import { Arrivals } from './arrivals.ts';
import type { BootLimits } from './boot.ts';
import { readCpus, type CpuState } from './monitors/cpu-states.ts';
import { machineOf } from './monitors/image-command.ts';
import { machineEnd } from './monitors/machine-end.ts';
import { MonitorProcess } from './monitors/process.ts';
import type { Qmp } from './monitors/qmp.ts';
import { Watchdog } from './monitors/watchdog.ts';
import { OutputBudget } from './output-budget.ts';
import { chooseProtocol, type MakeReader } from './protocols/choose.ts';
import { finishReading } from './protocols/exit-code.ts';
import { describeNothing } from './protocols/first-lines.ts';
import { singleResult, type LogReader } from './protocols/log-reader.ts';
import type { CaseReading, Reading } from './protocols/reading.ts';
import type { TaggedPlace } from './protocols/uktest-line.ts';
import { Repetition } from './repetition.ts';
import { Transcript } from './transcript.ts';

export interface ImageEnd {
  readonly reading: Reading;
  readonly exit: BootExit;
  readonly durationMs: number;
  readonly isInterrupted: boolean;
  /** As the reader's. */
  readonly frames: readonly string[];
  readonly crashPlace: TaggedPlace | null;
  /** How long cases took, by their keys, where the console tells. */
  readonly tookMs: ReadonlyMap<string, number>;
  /** False: there was no process. */
  readonly hasStarted: boolean;
  /** What each CPU was doing where the guest hung or babbled, as far as it could be learned; empty unless that was asked for. */
  readonly stuckCpus: readonly CpuState[];
}

export interface ImageBootOptions {
  readonly limits: BootLimits;
  /** It runs, or could not be started; never called where the run was interrupted before it was its turn. */
  readonly onStart: () => void;
  /** For a console whose protocol has no name. */
  readonly makeReader?: MakeReader;
  /** Whether a guest that is stuck is asked what its CPUs do. */
  readonly isQuestioned?: boolean;
}

/** What timeout(1) says of a process that it ended: the protocols know it. */
const KILLED_STATUS = 124;
const SIGNAL_STATUS = 137;

/**
 * What a kernel gets to switch off once it has said everything: some halt and leave the machine running, some fault for ever, and nothing
 * that they say meanwhile is progress.
 */
const FAREWELL = { progressMs: 2000, capMs: 60_000 } as const;

/** A nonce and the first lines stand in the beginning. */
const HEAD_BYTES = 1 << 16;

/** QEMU's status when it cannot build the machine or load the image; a guest may choose the same. */
const FAILED_STATUS = 1;
/** Its own complaints, as opposed to warnings and to what else prints there. */
const COMPLAINT = /^qemu[\w-]*: (?!warning:|info:)(.+)$/im;
/** What somebody else sends; a monitor dies of the others by itself. */
const SENT_SIGNALS = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);
/** What it was not allowed to say itself. */
const SIGNAL_WORDS = new Map([
  ['SIGSYS', "its sandbox forbids what it did; a guest's semihosting may not run commands of this host"],
]);
/** The image is to blame, not the machine. */
const ABOUT_IMAGE = /kernel header|(?:load|open).*(?:kernel|initrd|bios|image|file)|PVH ELF Note/i;

function complaintOf(exit: BootExit, stderr: string): string | null {
  const words = COMPLAINT.exec(stderr)?.[1] ?? null;
  const why = words ?? (exit.kind === 'signal' ? SIGNAL_WORDS.get(exit.signal) : undefined);
  if (exit.kind === 'signal' && !SENT_SIGNALS.has(exit.signal))
    return `it died of ${exit.signal}${why === undefined ? '' : `: ${why}`}`;
  return exit.kind === 'status' && exit.status === FAILED_STATUS ? words : null;
}

function statusOf(exit: BootExit): number | null {
  if (exit.kind === 'status') return exit.status;
  if (exit.kind === 'killed') return KILLED_STATUS;
  return exit.kind === 'signal' ? SIGNAL_STATUS : null;
}

/** A reader knows only that it was killed; whoever killed it knows why. */
export function withCause(reading: Reading, cause: string): Reading {
  const told = (one: CaseReading): CaseReading => (one.reason === reading.cause ? { ...one, reason: cause } : one);
  return { ...reading, suites: reading.suites.map(({ name, cases }) => ({ name, cases: cases.map(told) })), cause };
}

export class ImageBoot {
  readonly #makeReader: MakeReader;
  readonly #image: ImageEntry;
  readonly #transcript: Transcript;
  readonly #process: MonitorProcess;
  #watchdog: Watchdog | null = null;
  readonly #output: OutputBudget;
  readonly #repetition = new Repetition();
  #head = Buffer.alloc(0);
  #reader: LogReader | null = null;
  readonly #onStart: () => void;
  readonly #isQuestioned: boolean;
  readonly #stuckCpus: CpuState[] = [];
  #isKilled = false;
  #hasStarted = false;
  #startedMs = 0;
  readonly #arrivals = new Arrivals();
  #isInterrupted = false;
  /** Runs from the kernel's last words on. */
  #farewell: Watchdog | null = null;

  constructor(command: readonly string[], image: ImageEntry, transcript: string, options: ImageBootOptions) {
    const { limits, onStart, makeReader, isQuestioned = false } = options;
    this.#image = image;
    this.#makeReader = makeReader ?? chooseProtocol({ ...image, suite: image.name });
    this.#output = new OutputBudget(limits.outputBytes);
    this.#transcript = new Transcript(transcript);
    this.#onStart = onStart;
    this.#isQuestioned = isQuestioned;
    const onOutput = (chunk: Buffer): void => {
      this.#take(chunk);
    };
    const extras = { hasControl: isQuestioned, memoryBytes: 0 };
    this.#process = new MonitorProcess(command, onOutput, extras, () => {
      this.#begin(limits);
    });
  }

  #begin(limits: BootLimits): void {
    this.#hasStarted = true;
    this.#startedMs = performance.now();
    this.#transcript.begin();
    this.#watchdog = new Watchdog(this.#process, limits, (reason) => {
      this.#killStuck(this.#repetition.isStuck() ? `${reason}, and says the same over and over` : reason);
    });
    this.#onStart();
  }

  /** A guest that goes on talking while it is asked is stuck once. */
  #killStuck(reason: string): void {
    if (this.#isKilled) return;
    this.#isKilled = true;
    const { arch, smp } = this.#image;
    const question = (control: Qmp): Promise<void> => readCpus(control, arch, smp, this.#stuckCpus);
    void this.#process.kill(reason, this.#isQuestioned ? question : null);
  }

  #take(chunk: Buffer): void {
    this.#arrivals.add(this.#transcript.byteCount, performance.now() - this.#startedMs);
    this.#transcript.append(chunk);
    if (this.#repetition.isNews(chunk)) this.#watchdog?.progress();
    const { byteCount, trouble } = this.#transcript;
    if (trouble !== null) void this.#process.kill(trouble);
    const brokenBytes = this.#output.spendUpTo(byteCount);
    if (brokenBytes !== null) this.#killStuck(`it printed more than ${brokenBytes} bytes`);
    if (this.#head.length < HEAD_BYTES) this.#head = Buffer.concat([this.#head, chunk]);
    if (this.#reader !== null) this.#reader.push(chunk);
    // What stands at the end of a short log may be all of it.
    else if (this.#head.length >= HEAD_BYTES || this.#isHeadWhole()) this.#beginReading();
    this.#watchForEnd(this.#reader?.hasSaidAll() ?? false);
  }

  #isHeadWhole(): boolean {
    const reader = this.#makeReader(this.#head.toString('latin1'));
    reader.push(this.#head);
    return reader.hasSaidAll();
  }

  #watchForEnd(hasSaidAll: boolean): void {
    if (hasSaidAll && this.#farewell === null) {
      const reason = `it said everything, but did not switch off within ${FAREWELL.progressMs} ms`;
      this.#farewell = new Watchdog(this.#process, FAREWELL, () => void this.#process.kill(reason));
    } else if (!hasSaidAll && this.#farewell !== null) {
      this.#farewell.stop();
      this.#farewell = null;
    }
  }

  #beginReading(): LogReader {
    const reader = this.#makeReader(this.#head.toString('latin1'));
    reader.push(this.#head);
    this.#reader = reader;
    return reader;
  }

  async run(signal: AbortSignal): Promise<ImageEnd> {
    const onAbort = (): void => {
      this.#isInterrupted = true;
      void this.#process.kill('the run was interrupted');
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    const { exit, durationMs, stderr } = await this.#process.ended;
    const { kind, messages } = machineEnd(stderr, machineOf(this.#image));
    signal.removeEventListener('abort', onAbort);
    this.#watchdog?.stop();
    if (!this.#hasStarted && !this.#isInterrupted) this.#onStart();
    this.#farewell?.stop();
    this.#transcript.close();
    const complaint = complaintOf(exit, messages);
    const reader = this.#reader ?? this.#beginReading();
    const isByItself = exit.kind === 'status' && exit.status === 0;
    const isReset = isByItself && kind === 'reset';
    const isGuests = complaint === null && !isReset && !(isByItself && kind === 'signal');
    const exitStatus = isGuests ? statusOf(exit) : null;
    // A guest may choose any status, those of a kill too.
    const isKilled = exitStatus !== null && exit.kind !== 'status';
    const reading = finishReading(reader, { exitStatus, isReset, isKilled }, this.#image);
    const whole = complaint === null ? this.#complete(reading, exit, messages) : this.#refuse(reading, complaint);
    const [isInterrupted, hasStarted] = [this.#isInterrupted, this.#hasStarted];
    const tookMs = this.#arrivals.durations(reader.spans(), durationMs);
    const [frames, crashPlace] = [reader.frames(), reader.crashPlace()];
    const stuckCpus = this.#stuckCpus;
    return { reading: whole, exit, durationMs, isInterrupted, hasStarted, frames, crashPlace, tookMs, stuckCpus };
  }

  /** A status that is the monitor's own says nothing of the guest. */
  #refuse(reading: Reading, complaint: string): Reading {
    const { name, ifRefused } = this.#image;
    const cause = `the monitor failed: ${complaint}`;
    if (this.#head.length > 0)
      return { ...reading, findings: [...reading.findings, cause], cause: reading.cause ?? cause };
    if (ifRefused !== 'skip' || ABOUT_IMAGE.test(complaint)) return { ...reading, suites: [], end: 'truncated', cause };
    const skipped = { ...singleResult('(image)', 'skip'), reason: cause };
    return { suites: [{ name, cases: [skipped] }], end: 'complete', cause: null, findings: [] };
  }

  /** Trouble of the harness or of the monitor makes whatever was read worthless as a whole. */
  #complete(reading: Reading, exit: BootExit, stderr: string): Reading {
    // That it was killed is known.
    const words = exit.kind === 'killed' ? stderr.replace(/^\S+: terminating on signal \d+.*$/m, '').trim() : stderr;
    const findings = [...reading.findings, ...(words === '' ? [] : [`the monitor says: ${words}`])];
    if (reading.suites.length === 0)
      findings.push(describeNothing(this.#image.protocol, this.#head.toString('latin1')));
    const { trouble } = this.#transcript;
    if (trouble !== null) return { ...reading, findings, end: 'truncated', cause: trouble };
    if (exit.kind === 'not-started') return { ...reading, findings, end: 'truncated', cause: exit.reason };
    if (exit.kind !== 'killed') return { ...reading, findings };
    if (reading.end === 'hang') return { ...withCause(reading, exit.reason), findings };
    return { ...reading, findings: [...findings, exit.reason] };
  }
}
