// SPDX-License-Identifier: BSD-3-Clause
/** The lines that show a run while it happens: how far it is, and the case that runs in each boot. */
import { terminalText } from '../guest-text.ts';
import type { RunRecord } from '../run-record.ts';
import { durationInWords, fit, type Style } from './style.ts';

const LARGEST_FRAME_LINES = 10;

function runningBoots(record: RunRecord): string[] {
  const lines: string[] = [];
  for (const { cell, boots } of record.cells.values()) {
    for (const [number, boot] of boots) {
      if (boot.end === null) {
        const what = boot.current === null ? 'booting' : `${boot.current.suite} > ${boot.current.name}`;
        lines.push(`  ${cell.id}${number === 0 ? '' : ` boot ${number}`}  ${what}`);
      }
    }
  }
  return lines;
}

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

function caseProgress(record: RunRecord): string {
  let done = 0;
  let planned = 0;
  for (const cell of record.cells.values()) {
    done += cell.attempts.size;
    planned += cell.planned?.length ?? 0;
  }
  return `cases ${done}/${planned}`;
}

export interface LiveSituation {
  readonly elapsedMs: number;
  readonly unexpected: number;
  readonly style: Style;
  readonly columns: number;
  readonly rows: number;
}

/** Lines of at most `columns - 1` characters each (a full line would wrap on some terminals), at most `rows - 1` of them. */
export function liveFrame(record: RunRecord, { elapsedMs, unexpected, style, columns, rows }: LiveSituation): string[] {
  const head = [
    durationInWords(elapsedMs),
    ...[buildProgress(record)].filter((text) => text !== null),
    cellProgress(record),
    caseProgress(record),
    ...(unexpected > 0 ? [`${unexpected} unexpected`] : []),
  ].join(' | ');
  const building = [...record.images.values()]
    .filter((image) => image.isBuilding)
    .map(({ plan }) => `  building ${plan.key}`);
  const all = [...building, ...runningBoots(record)].map(terminalText);
  const room = Math.max(0, Math.min(LARGEST_FRAME_LINES, rows - 2) - 1);
  const shown = all.length > room ? [...all.slice(0, room - 1), `  and ${all.length - room + 1} more`] : all;
  return [style.bold(fit(head, columns - 1)), ...shown.map((line) => style.dim(fit(line, columns - 1)))];
}
