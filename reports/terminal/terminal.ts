// SPDX-License-Identifier: BSD-3-Clause
/**
 * The terminal reporter. On a terminal a few lines at the bottom are painted again as events come, at most every 100 ms;
 * elsewhere it writes plain lines only. Failures stay where they were printed.
 */
import { relative } from 'node:path';
import { buildFailureInWords } from '../../model/build-failure.ts';
import { caseKey } from '../../model/cell.ts';
import type { CaseEnded, RoundEnded, RunEvent } from '../../model/events.ts';
import type { Reporter } from '../../model/reporter.ts';
import { terminalText } from '../guest-text.ts';
import { resultsOf } from '../results.ts';
import type { RunRecord } from '../run-record.ts';
import { summarize } from '../summary.ts';
import { closingLines, LONGEST_NAME, openingLines, quietLines } from './closing.ts';
import { remainingMs, type UsualCells } from './eta.ts';
import { liveFrame, type RunningBoot } from './live-view.ts';
import {
  counted,
  DEFAULT_COLUMNS,
  durationInWords,
  fit,
  fold,
  styleFor,
  widthOf,
  type Style,
  type TerminalStream,
} from './style.ts';

const REPAINT_MS = 100;
/** How often the clock moves while nothing happens, as in a long build. */
const CLOCK_MS = 1_000;
/** A run that is over before needs no guess. */
const USUAL_AFTER_MS = 1_000;
const DEFAULT_ROWS = 24;

export interface TerminalOptions {
  /** Its owner's: it has each event before the reporter does. */
  readonly record: RunRecord;
  readonly stream: TerminalStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The run's folder; shown relative to the working directory where it lies below that. */
  readonly runDir: string;
  /** `quiet`: only what went wrong, and the sum, at the end. `verbose`: also a line for each case and boot. */
  readonly detail?: Detail;
  /** What cells usually take; asked once, when the first boot begins, and only for a live view. */
  readonly usualCells?: () => Promise<UsualCells>;
}

export type Detail = 'quiet' | 'usual' | 'verbose';

function problemLine(event: CaseEnded, style: Style): string {
  const failure = event.failures.at(-1);
  const where = failure?.file === undefined || failure.file === null ? '' : `${failure.file}:${failure.line ?? '?'}: `;
  const promised =
    event.outcome === 'flaky' ? 'as promised, but not at first' : `promised to ${event.expectation.verdict}`;
  const what = terminalText(where + (failure?.text ?? event.cause ?? promised));
  const attempt = event.attempt === 0 ? '' : `, attempt ${event.attempt}`;
  const kind = event.outcome === 'flaky' ? 'flaky ' : '';
  const heading = style.verdict(event.verdict, `${kind}${event.verdict}`.toUpperCase());
  const name = fit(terminalText(`${event.cell} ${event.suite} > ${event.name}`), LONGEST_NAME);
  return `${heading} ${name}${attempt}: ${what}`;
}

/** Of a boot whose verdicts come with those of the last one; null: that is this one. */
function roundLine({ cell, boot, end, stopped, suitesLeft }: RoundEnded): string | null {
  if (suitesLeft === 0) return null;
  const where = stopped === null ? '' : ` in ${fit(`${stopped.suite} > ${stopped.name}`, LONGEST_NAME)}`;
  return terminalText(`${cell} boot ${boot}: ${end}${where}, ${counted(suitesLeft, 'suite')} left`);
}

/** Lines that stay, for the events that deserve one wherever the output goes. */
function lastingLine(event: RunEvent, style: Style): string | null {
  switch (event.type) {
    case 'case-ended':
      return event.outcome === 'expected' ? null : problemLine(event, style);
    case 'round-ended':
      return roundLine(event);
    case 'build-ended':
      return event.result.kind === 'failed'
        ? `${style.verdict('unresolved', 'NOT BUILT')} ${event.image}: ${terminalText(buildFailureInWords(event.result))}`
        : null;
    default:
      return null;
  }
}

/** Lines that a live view makes unnecessary. */
function progressLine(record: RunRecord, event: RunEvent): string | null {
  switch (event.type) {
    case 'build-started':
      return `building ${event.image}`;
    case 'build-ended':
      return event.result.kind === 'cached'
        ? `found ${event.image} in the store`
        : `built ${event.image} in ${durationInWords(event.durationMs)}`;
    case 'cell-ended': {
      const cells = [...record.cells.values()];
      const cell = record.cells.get(event.cell);
      return `${cells.filter((one) => one.hasEnded).length}/${cells.length} ${event.cell}: ${counted(cell?.attempts.size ?? 0, 'case')}`;
    }
    default:
      return null;
  }
}

/** Lines for those who want to see everything. */
function verboseLine(event: RunEvent, style: Style): string | null {
  switch (event.type) {
    case 'case-ended': {
      const verdict = style.verdict(event.verdict, event.verdict.padEnd(10));
      return `${verdict} ${terminalText(`${event.cell} ${event.suite} > ${event.name}`)} ${durationInWords(event.durationMs)}`;
    }
    case 'boot-started':
      return `boot ${event.cell} ${event.boot}`;
    case 'boot-ended':
      return `boot ${event.cell} ${event.boot}: ${event.end} after ${durationInWords(event.durationMs)}`;
    default:
      return null;
  }
}

/** What the live view knows besides the record: which boots run, how much is unexpected, what the rest may take. */
class Progress {
  readonly #record: RunRecord;
  readonly #usualCells: () => Promise<UsualCells>;
  readonly #startedMs = performance.now();
  readonly #running = new Map<string, RunningBoot>();
  #firstBootMs: number | null = null;
  #usual: UsualCells = new Map();
  #unexpected = 0;

  constructor(record: RunRecord, usualCells: () => Promise<UsualCells>) {
    this.#record = record;
    this.#usualCells = usualCells;
  }

  consume(event: RunEvent): void {
    if (event.type === 'boot-started') this.#begin(event.cell, event.boot);
    if (event.type === 'boot-ended') this.#running.delete(`${event.cell} ${event.boot}`);
    if (event.type === 'round-ended') this.#endAll(event.cell);
    if (event.type !== 'case-ended') return;
    // A case that is tried again counts once, by its latest attempt.
    const before = this.#record.cells.get(event.cell)?.attempts.get(caseKey(event))?.at(-2);
    this.#unexpected += Number(event.outcome === 'unexpected') - Number(before?.outcome === 'unexpected');
  }

  /** One boot of such a cell runs at a time. */
  #endAll(cell: string): void {
    for (const [key, running] of this.#running) if (running.cell === cell) this.#running.delete(key);
  }

  #begin(cell: string, number: number): void {
    const boot = this.#record.cells.get(cell)?.boots.get(number);
    if (boot !== undefined) this.#running.set(`${cell} ${number}`, { cell, number, record: boot });
    if (this.#firstBootMs !== null) return;
    this.#firstBootMs = performance.now();
    // The boots are not kept waiting for it.
    setTimeout(() => {
      void this.#usualCells().then((usual) => (this.#usual = usual));
    }, USUAL_AFTER_MS).unref();
  }

  frame(style: Style, columns: number, rows: number): string[] {
    const nowMs = performance.now();
    const leftMs = remainingMs(this.#record.cells.values(), this.#usual, nowMs - (this.#firstBootMs ?? nowMs));
    const running = [...this.#running.values()];
    const elapsedMs = nowMs - this.#startedMs;
    return liveFrame(this.#record, { elapsedMs, unexpected: this.#unexpected, running, leftMs, style, columns, rows });
  }
}

/** Keeps the painted lines at the bottom of a terminal. */
class LivePainter {
  readonly #stream: TerminalStream;
  readonly #frame: () => readonly string[];
  #paintedLines = 0;
  #timer: NodeJS.Timeout | null = null;
  readonly #clock: NodeJS.Timeout;

  constructor(stream: TerminalStream, frame: () => readonly string[]) {
    this.#stream = stream;
    this.#frame = frame;
    this.#clock = setInterval(() => {
      this.schedule();
    }, CLOCK_MS).unref();
  }

  /** Paints soon: now if nothing was painted in the last REPAINT_MS. */
  schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#paint('');
    }, REPAINT_MS);
  }

  /** Writes a line that stays, above the painted ones. */
  writeAbove(line: string): void {
    this.#paint(`${line}\n`);
  }

  /** Removes the painted lines for good. */
  stop(): void {
    clearInterval(this.#clock);
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#stream.write(this.#eraser());
    this.#paintedLines = 0;
  }

  #eraser(): string {
    return this.#paintedLines === 0 ? '' : `\u001B[${this.#paintedLines}A\r\u001B[J`;
  }

  #paint(above: string): void {
    const lines = this.#frame();
    this.#stream.write(this.#eraser() + above + lines.map((line) => `${line}\n`).join(''));
    this.#paintedLines = lines.length;
  }
}

const nothingUsual = (): Promise<UsualCells> => Promise.resolve(new Map<string, number>());

/** A reporter for people. Writes to `stream` only. */
export function terminalReporter(options: TerminalOptions): Reporter {
  const { record, stream, environment, runDir, detail = 'usual', usualCells = nothingUsual } = options;
  const relativeDir = relative('', runDir);
  const shownDir = relativeDir.startsWith('..') ? runDir : relativeDir;
  const style = styleFor(stream, environment);
  const columns = (): number => stream.columns ?? DEFAULT_COLUMNS;
  const progress = new Progress(record, usualCells);
  const frame = (): string[] => progress.frame(style, columns(), stream.rows ?? DEFAULT_ROWS);
  const isQuiet = detail === 'quiet';
  const painter = stream.isTTY === true && !isQuiet ? new LivePainter(stream, frame) : null;
  const folded = (lines: readonly string[]): string => lines.flatMap((line) => fold(line, widthOf(stream))).join('\n');
  const writeLine = (line: string): void => {
    if (painter === null) {
      stream.write(`${folded([line])}\n`);
    } else {
      painter.writeAbove(folded([line]));
    }
  };
  return {
    consume(event) {
      if (isQuiet) return;
      if (painter !== null) progress.consume(event);
      if (event.type === 'run-started') {
        openingLines(event).forEach(writeLine);
      }
      const lasting =
        lastingLine(event, style) ??
        (detail === 'verbose' ? verboseLine(event, style) : null) ??
        (painter === null ? progressLine(record, event) : null);
      if (lasting !== null) {
        writeLine(lasting);
      }
      painter?.schedule();
    },
    finish() {
      painter?.stop();
      const cells = resultsOf(record);
      const closing = isQuiet ? quietLines : closingLines;
      stream.write(`${folded(closing(record, cells, summarize(record, cells), shownDir, style, columns()))}\n`);
      return Promise.resolve();
    },
  };
}
