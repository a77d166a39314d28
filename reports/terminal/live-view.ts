// SPDX-License-Identifier: BSD-3-Clause
/** The lines that show a run while it happens: how far it is, and the case that runs in each boot. */
import { terminalText } from '../guest-text.ts';
import type { BootRecord, RunRecord } from '../run-record.ts';
import { durationInWords, fit, type Style } from './style.ts';

const LARGEST_FRAME_LINES = 10;

/** A boot that has begun and not ended. */
export interface RunningBoot {
  readonly cell: string;
  readonly number: number;
  readonly record: BootRecord;
}

/** Where nobody knows the cases beforehand, a kernel tells them without being heard until its boot is over. */
const bootLine = ({ cell, number, record: { current } }: RunningBoot, record: RunRecord): string => {
  const idle = (record.cells.get(cell)?.planned ?? null) === null ? 'running' : 'booting';
  const what = current === null ? idle : `${current.suite} > ${current.name}`;
  return `  ${cell}${number === 0 ? '' : ` boot ${number}`}  ${what}`;
};

function cellProgress(record: RunRecord): string {
  const cells = [...record.cells.values()];
  const done = cells.filter((cell) => cell.hasEnded).length;
  const running = cells.filter((cell) => !cell.hasEnded && cell.boots.size > 0).length;
  return `cells ${done} done, ${running} running, ${cells.length - done - running} left`;
}

function buildProgress(record: RunRecord): string | null {
  const images = [...record.images.values()];
  const done = images.filter((image) => image.build !== null).length;
  return done === images.length ? null : `images ${done}/${images.length}`;
}

/** Null where nobody has planned any yet. */
function caseProgress(record: RunRecord): string | null {
  let done = 0;
  let planned = 0;
  for (const cell of record.cells.values()) {
    done += cell.attempts.size;
    planned += cell.planned?.length ?? 0;
  }
  return planned === 0 ? null : `cases ${done}/${planned}`;
}

export interface LiveSituation {
  readonly elapsedMs: number;
  readonly unexpected: number;
  readonly running: Iterable<RunningBoot>;
  /** Null where nobody can tell. */
  readonly leftMs: number | null;
  readonly style: Style;
  readonly columns: number;
  readonly rows: number;
}

/** Lines of at most `columns - 1` characters each (a full line would wrap on some terminals), at most `rows - 1` of them. */
export function liveFrame(record: RunRecord, situation: LiveSituation): string[] {
  const { elapsedMs, leftMs, unexpected, running, style, columns, rows } = situation;
  const time = `${durationInWords(elapsedMs)}${leftMs === null ? '' : `, about ${durationInWords(leftMs)} to go`}`;
  // The beginning is what is seen on a narrow terminal.
  const head = [
    time,
    ...(unexpected > 0 ? [`${unexpected} unexpected`] : []),
    ...[caseProgress(record), buildProgress(record)].filter((text) => text !== null),
  ].join(' | ');
  const building = [...record.images.values()]
    .filter((image) => image.isBuilding)
    .map(({ plan }) => `  building ${plan.key}`);
  const all = [...building, ...[...running].map((boot) => bootLine(boot, record))].map(terminalText);
  const room = Math.max(0, Math.min(LARGEST_FRAME_LINES, rows - 2) - 2);
  const shown = all.length > room ? [...all.slice(0, room - 1), `  and ${all.length - room + 1} more`] : all;
  const heading = [head, cellProgress(record)].map((line) => style.bold(fit(line, columns - 1)));
  return [...heading, ...shown.map((line) => style.dim(fit(line, columns - 1)))];
}
