// SPDX-License-Identifier: BSD-3-Clause
/**
 * Boots prebuilt images: one boot for each, as many at a time as processors and memory allow, and another one for each retry. Processes
 * and files are here; image-judge.ts and the dispatcher decide.
 */
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { unmetRequirement, whyNotBootable } from '../kernels/image.ts';
import type { ImageEntry } from '../matrices/image-list.ts';
import { caseKey, type Cell } from '../model/cell.ts';
import type { BootExit } from '../model/events.ts';
import { resolveAccel } from './accelerator.ts';
import type { BootLimits } from './boot.ts';
import type { BootPlace, Dispatcher } from './dispatcher.ts';
import { judgeReading, type ImageCase } from './image-judge.ts';
import { imageCommand } from './monitors/image-command.ts';
import { MonitorProcess } from './monitors/process.ts';
import { Watchdog } from './monitors/watchdog.ts';
import { OutputBudget } from './output-budget.ts';
import type { Promised, Promises } from './promises.ts';
import { chooseProtocol, type MakeReader } from './protocols/choose.ts';
import { describeNothing } from './protocols/first-lines.ts';
import type { LogReader } from './protocols/log-reader.ts';
import type { Reading } from './protocols/reading.ts';
import { poolSize } from './run.ts';
import { Transcript } from './transcript.ts';

export interface ImageRunOptions {
  readonly home: string;
  readonly runDir: string;
  readonly jobs: number | null;
  readonly limits: BootLimits;
  readonly promises: Promises;
  readonly signal: AbortSignal;
}

export interface ImageCell {
  readonly cell: Cell;
  readonly image: ImageEntry;
}

interface ImageEnd {
  readonly reading: Reading;
  readonly exit: BootExit;
  readonly durationMs: number;
  readonly isInterrupted: boolean;
}

/** What timeout(1) says of a process that it ended: the protocols know it. */
const KILLED_STATUS = 124;
const SIGNAL_STATUS = 137;

/** What a kernel gets to switch off once it has said everything: CPU time, or time asleep, without another word. */
const FAREWELL_MS = 2000;
const SAID_ALL = 'it said everything, but never switched off';

/** A nonce and the first lines stand in the beginning. */
const HEAD_BYTES = 1 << 16;

function statusOf(exit: BootExit): number | null {
  if (exit.kind === 'status') return exit.status;
  if (exit.kind === 'killed') return KILLED_STATUS;
  return exit.kind === 'signal' ? SIGNAL_STATUS : null;
}

/** One boot of an image, from start to reading. */
class ImageBoot {
  readonly #makeReader: MakeReader;
  readonly #protocol: string;
  readonly #transcript: Transcript;
  readonly #process: MonitorProcess;
  readonly #watchdog: Watchdog;
  readonly #output: OutputBudget;
  readonly #limits: BootLimits;
  /** It has said all that its protocol promised. */
  #isFinished = false;
  #head = Buffer.alloc(0);
  #reader: LogReader | null = null;
  #isInterrupted = false;

  constructor(command: readonly string[], image: ImageEntry, transcript: string, limits: BootLimits) {
    this.#protocol = image.protocol;
    this.#makeReader = chooseProtocol({ ...image, suite: image.name });
    this.#output = new OutputBudget(limits.outputBytes);
    this.#transcript = new Transcript(transcript);
    this.#process = new MonitorProcess(command, (chunk) => {
      this.#take(chunk);
    });
    this.#limits = limits;
    const onHang = (reason: string): void =>
      void this.#process.kill(this.#isFinished ? `${SAID_ALL}: ${reason}` : reason);
    this.#watchdog = new Watchdog(this.#process, limits, onHang);
  }

  #take(chunk: Buffer): void {
    this.#transcript.append(chunk);
    const { byteCount, trouble } = this.#transcript;
    if (trouble !== null) void this.#process.kill(trouble);
    const brokenBytes = this.#output.spendUpTo(byteCount);
    if (brokenBytes !== null) void this.#process.kill(`it printed more than ${brokenBytes} bytes`);
    if (this.#reader === null) {
      this.#head = Buffer.concat([this.#head, chunk]);
      // What stands at the end of a short log may be all of it.
      if (this.#head.length >= HEAD_BYTES || this.#isHeadWhole()) this.#begin();
    } else this.#reader.push(chunk);
    if (this.#reader?.hasSaidAll() === true) this.#expectEnd();
  }

  #isHeadWhole(): boolean {
    const reader = this.#makeReader(this.#head.toString('latin1'));
    reader.push(this.#head);
    return reader.hasSaidAll();
  }

  /** Whoever has said everything has only to switch off; more words give more time. */
  #expectEnd(): void {
    const { progressMs } = this.#limits;
    if (progressMs <= FAREWELL_MS) return;
    this.#watchdog.progress();
    if (this.#isFinished) return;
    this.#isFinished = true;
    this.#watchdog.limit({ progressMs: FAREWELL_MS, capMs: this.#limits.capMs });
  }

  #begin(): LogReader {
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
    signal.removeEventListener('abort', onAbort);
    this.#watchdog.stop();
    this.#transcript.close();
    const reading = (this.#reader ?? this.#begin()).finish(statusOf(exit));
    return { reading: this.#complete(reading, exit, stderr), exit, durationMs, isInterrupted: this.#isInterrupted };
  }

  /** Trouble of the harness or of the monitor makes whatever was read worthless as a whole. */
  #complete(reading: Reading, exit: BootExit, stderr: string): Reading {
    const findings = [...reading.findings, ...(stderr === '' ? [] : [`the monitor says: ${stderr}`])];
    if (reading.suites.length === 0) findings.push(describeNothing(this.#protocol, this.#head.toString('latin1')));
    const { trouble } = this.#transcript;
    if (trouble !== null) return { ...reading, findings, end: 'truncated', cause: trouble };
    if (exit.kind === 'not-started') return { ...reading, findings, end: 'truncated', cause: exit.reason };
    if (exit.kind !== 'killed') return { ...reading, findings };
    if (reading.end === 'hang') return { ...reading, findings, cause: exit.reason };
    return { ...reading, findings: [...findings, exit.reason] };
  }
}

type Cases = readonly ImageCase[];

/** What an earlier boot of the image named and this one did not. */
function missingOf(planned: Cases, cases: Cases): Cases {
  const reported = new Set(cases.map(caseKey));
  const gone = planned.filter((one) => !reported.has(caseKey(one)));
  return gone.map((one) => ({
    ...one,
    verdict: 'unresolved',
    cause: 'an earlier boot named it, this one did not',
    failures: [],
  }));
}

export class ImageRun {
  readonly #options: ImageRunOptions;
  readonly #dispatcher: Dispatcher;

  constructor(options: ImageRunOptions, dispatcher: Dispatcher) {
    this.#options = options;
    this.#dispatcher = dispatcher;
  }

  async carryOut(cells: readonly ImageCell[]): Promise<void> {
    const { jobs } = this.#options;
    const size =
      jobs ??
      poolSize(
        cells.map(({ cell }) => cell),
        availableParallelism(),
        freemem() / (1 << 20),
      );
    const pool = new PQueue({ concurrency: size });
    await Promise.all(cells.map((one) => pool.add(() => this.#runCell(one))));
  }

  async #runCell({ cell, image }: ImageCell): Promise<void> {
    if (this.#dispatcher.isOver()) {
      this.#dispatcher.abandonCell(cell.id, 'not booted: the run ended before');
      return;
    }
    const skipped = image.skip ?? unmetRequirement(image.requires);
    const unbootable = skipped === null ? whyNotBootable(image.file, image.arch) : null;
    if (unbootable !== null) {
      this.#dispatcher.abandonCell(cell.id, unbootable);
      return;
    }
    if (skipped === null) await this.#bootAll({ cell, image });
    else this.#dispatcher.skipCell(cell.id, image.name, skipped);
    this.#dispatcher.endCell(cell.id);
  }

  /** Again as a whole, as long as something in it does not do as promised and a retry is left. */
  async #bootAll(one: ImageCell): Promise<void> {
    const { id } = one.cell;
    const planned = await this.#boot(one, { cell: id, boot: 0 }, null);
    while (!this.#dispatcher.isOver() && this.#dispatcher.hasOpen(id))
      await this.#boot(one, this.#dispatcher.nextBoot(id), planned);
  }

  async #boot({ cell, image }: ImageCell, place: BootPlace, planned: Cases | null): Promise<Cases> {
    const { home, runDir, limits, signal } = this.#options;
    const accel = await resolveAccel(image.accel, image.arch, home);
    const command = imageCommand(image, accel);
    const transcript = join('transcripts', cell.id, `${place.boot}.log`);
    this.#dispatcher.startBoot(place, command, transcript);
    const own = limitsFor(image, limits);
    const end = await new ImageBoot(command, image, join(runDir, transcript), own).run(signal);
    const { cases, judgement } = judgeReading(end.reading, image.name);
    if (planned === null) {
      this.#plan(cell, cases);
      this.#dispatcher.nextBoot(cell.id);
    }
    const verdicts = [...judgement.verdicts, ...missingOf(planned ?? [], cases)];
    this.#dispatcher.endImageBoot(place, { ...judgement, verdicts }, end);
    return cases;
  }

  #plan(cell: Cell, cases: Cases): void {
    const { promises } = this.#options;
    const toFail = new Set(cases.filter((one) => one.isPromisedToFail).map(caseKey));
    promises.offer(cell, cases);
    const planned = cases.map(({ suite, name, failures }) => ({
      suite,
      name,
      file: failures[0]?.file ?? null,
      line: failures[0]?.line ?? null,
    }));
    this.#dispatcher.planCell(cell.id, planned, (id): Promised => {
      if (toFail.has(caseKey(id))) return { verdict: 'fail', reason: 'its own log says so', source: 'the log' };
      return promises.of(cell, id);
    });
  }
}

/** The cap grows with the limit. */
function limitsFor({ timeoutMs, outputMiB }: ImageEntry, { progressMs, capMs }: BootLimits): BootLimits {
  const ownMs = timeoutMs ?? progressMs;
  return { progressMs: ownMs, capMs: ownMs * Math.max(1, capMs / progressMs), outputBytes: outputMiB << 20 };
}
