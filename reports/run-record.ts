// SPDX-License-Identifier: BSD-3-Clause
/**
 * What is known of a run after some of its events: the fold that every report reads. It keeps facts and draws no picture.
 * Events of cells that the run never announced (a damaged file) are counted in `strayEvents` and otherwise ignored.
 */
import { caseKey, type Cell, type ImagePlan } from '../model/cell.ts';
import type {
  BootEnded,
  BootStarted,
  BuildEnded,
  CaseEnded,
  CaseStarted,
  CoverageMerged,
  Finding,
  OrderDependence,
  PlannedCase,
  RunEnded,
  RunEvent,
  RunStarted,
} from '../model/events.ts';
import { SharedWords } from './shared-words.ts';

export interface ImageRecord {
  readonly plan: ImagePlan;
  isBuilding: boolean;
  build: BuildEnded | null;
}

export interface BootRecord {
  readonly start: BootStarted;
  end: BootEnded | null;
  current: CaseStarted | null;
}

export interface CellRecord {
  readonly cell: Cell;
  planned: readonly PlannedCase[] | null;
  readonly boots: Map<number, BootRecord>;
  /** Attempts at each case by case key, in order of arrival. */
  readonly attempts: Map<string, CaseEnded[]>;
  /** By case key. */
  readonly orders: Map<string, OrderDependence>;
  hasEnded: boolean;
}

export interface RunRecord {
  start: RunStarted | null;
  end: RunEnded | null;
  /** Time of the latest event. */
  atMs: number;
  readonly images: Map<string, ImageRecord>;
  readonly cells: Map<string, CellRecord>;
  readonly findings: Finding[];
  coverage: CoverageMerged | null;
  strayEvents: number;
  /** What its cases have in common. */
  readonly words: SharedWords;
}

export const emptyRecord = (): RunRecord => ({
  start: null,
  end: null,
  atMs: 0,
  images: new Map(),
  cells: new Map(),
  findings: [],
  coverage: null,
  strayEvents: 0,
  words: new SharedWords(),
});

function applyStart(record: RunRecord, event: RunStarted): void {
  record.start = event;
  for (const plan of event.images) {
    record.images.set(plan.key, { plan, isBuilding: false, build: null });
  }
  for (const cell of event.cells) {
    record.cells.set(cell.id, {
      cell,
      planned: null,
      boots: new Map(),
      attempts: new Map(),
      orders: new Map(),
      hasEnded: false,
    });
  }
}

function applyCaseEnd(record: RunRecord, cell: CellRecord, reported: CaseEnded): void {
  const event = record.words.ended(reported, cell.cell.id);
  const key = caseKey(event);
  const attempts = cell.attempts.get(key);
  if (attempts === undefined) {
    cell.attempts.set(key, [event]);
  } else {
    attempts.push(event);
  }
  const boot = event.boot === null ? undefined : cell.boots.get(event.boot);
  if (boot?.current !== undefined && boot.current !== null && caseKey(boot.current) === key) {
    boot.current = null;
  }
}

type CellEvent = Extract<RunEvent, { readonly cell: string }>;

function applyToCell(record: RunRecord, cell: CellRecord, event: CellEvent): void {
  switch (event.type) {
    case 'cell-planned':
      cell.planned = event.cases.map((one) => record.words.planned(one));
      return;
    case 'boot-started':
      cell.boots.set(event.boot, { start: event, end: null, current: null });
      return;
    case 'case-started': {
      const boot = cell.boots.get(event.boot);
      if (boot !== undefined) {
        boot.current = event;
      }
      return;
    }
    case 'case-ended':
      applyCaseEnd(record, cell, event);
      return;
    case 'boot-ended': {
      const boot = cell.boots.get(event.boot);
      if (boot !== undefined) {
        boot.end = event;
        boot.current = null;
      }
      return;
    }
    case 'order-dependence':
      cell.orders.set(caseKey(event), event);
      return;
    case 'round-ended':
      return; // The boot's end follows.
    case 'late-fault':
      return; // A finding tells it in words.
    case 'cell-ended':
      cell.hasEnded = true;
      return;
    default:
      throw new Error(`unhandled event ${(event satisfies never as RunEvent).type}`);
  }
}

function applyBuild(record: RunRecord, event: Extract<RunEvent, { readonly image: string }>): void {
  const image = record.images.get(event.image);
  if (image === undefined) {
    record.strayEvents += 1;
    return;
  }
  image.isBuilding = event.type === 'build-started';
  if (event.type === 'build-ended') {
    image.build = event;
  }
}

/** Takes one more event into the record. */
export function applyEvent(record: RunRecord, event: RunEvent): void {
  record.atMs = Math.max(record.atMs, event.atMs);
  switch (event.type) {
    case 'run-started':
      applyStart(record, event);
      return;
    case 'build-started':
    case 'build-ended':
      applyBuild(record, event);
      return;
    case 'finding':
      record.findings.push(event);
      return;
    case 'coverage-merged':
      record.coverage = event;
      return;
    case 'run-ended':
      record.end = event;
      return;
    default: {
      const cell = record.cells.get(event.cell);
      if (cell === undefined) {
        record.strayEvents += 1;
        return;
      }
      applyToCell(record, cell, event);
    }
  }
}
