// SPDX-License-Identifier: BSD-3-Clause
/**
 * The terminal reporter. On a terminal a few lines at the bottom are painted again as events come, at most every 100 ms;
 * elsewhere it writes plain lines only. Failures stay where they were printed.
 */
import { relative } from 'node:path';
import { caseKey } from '../../model/cell.ts';
import type { CaseEnded, RunEvent } from '../../model/events.ts';
import type { Reporter } from '../../model/reporter.ts';
import { terminalText } from '../guest-text.ts';
import { resultsOf } from '../results.ts';
import { applyEvent, emptyRecord, type RunRecord } from '../run-record.ts';
import { summarize } from '../summary.ts';
import { closingLines, openingLines } from './closing.ts';
import { liveFrame } from './live-view.ts';
import { counted, durationInWords, styleFor, type Style, type TerminalStream } from './style.ts';

const REPAINT_MS = 100;
/** How often the clock moves while nothing happens, as in a long build. */
const CLOCK_MS = 1_000;
const DEFAULT_COLUMNS = 80;
const DEFAULT_ROWS = 24;

export interface TerminalOptions {
  readonly stream: TerminalStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The run's folder; shown relative to the working directory where it lies below that. */
  readonly runDir: string;
}

function problemLine(event: CaseEnded, style: Style): string {
  const failure = event.failures.at(-1);
  const where = failure?.file === undefined || failure.file === null ? '' : `${failure.file}:${failure.line ?? '?'}: `;
  const promised =
    event.outcome === 'flaky' ? 'as promised, but not at first' : `promised to ${event.expectation.verdict}`;
  const what = terminalText(where + (failure?.text ?? event.cause ?? promised));
  const attempt = event.attempt === 0 ? '' : `, attempt ${event.attempt}`;
  const kind = event.outcome === 'flaky' ? 'flaky ' : '';
  const heading = style.verdict(event.verdict, `${kind}${event.verdict}`.toUpperCase());
  return `${heading} ${terminalText(`${event.cell} ${event.suite} > ${event.name}${attempt}`)}: ${what}`;
}

/** Lines that stay, for the events that deserve one wherever the output goes. */
function lastingLine(event: RunEvent, style: Style): string | null {
  switch (event.type) {
    case 'case-ended':
      return event.outcome === 'expected' ? null : problemLine(event, style);
    case 'build-ended':
      return event.result.kind === 'failed'
        ? `${style.verdict('unresolved', 'NOT BUILT')} ${event.image}: ${terminalText(event.result.message)}`
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

/** A reporter for people. Writes to `stream` only. */
export function terminalReporter({ stream, environment, runDir }: TerminalOptions): Reporter {
  const relativeDir = relative('', runDir);
  const shownDir = relativeDir.startsWith('..') ? runDir : relativeDir;
  const record = emptyRecord();
  const style = styleFor(stream, environment);
  const columns = (): number => stream.columns ?? DEFAULT_COLUMNS;
  const startedMs = performance.now();
  let unexpected = 0;
  const frame = (): string[] =>
    liveFrame(record, {
      elapsedMs: performance.now() - startedMs,
      unexpected,
      style,
      columns: columns(),
      rows: stream.rows ?? DEFAULT_ROWS,
    });
  const painter = stream.isTTY === true ? new LivePainter(stream, frame) : null;
  const writeLine = (line: string): void => {
    if (painter === null) {
      stream.write(`${line}\n`);
    } else {
      painter.writeAbove(line);
    }
  };
  return {
    consume(event) {
      applyEvent(record, event);
      if (event.type === 'run-started') {
        openingLines(event).forEach(writeLine);
      }
      if (event.type === 'case-ended') {
        // A case that is tried again counts once, by its latest attempt.
        const before = record.cells.get(event.cell)?.attempts.get(caseKey(event))?.at(-2);
        unexpected += Number(event.outcome === 'unexpected') - Number(before?.outcome === 'unexpected');
      }
      const lasting = lastingLine(event, style) ?? (painter === null ? progressLine(record, event) : null);
      if (lasting !== null) {
        writeLine(lasting);
      }
      painter?.schedule();
    },
    finish() {
      painter?.stop();
      const cells = resultsOf(record);
      stream.write(`${closingLines(record, cells, summarize(record, cells), shownDir, style, columns()).join('\n')}\n`);
      return Promise.resolve();
    },
  };
}
