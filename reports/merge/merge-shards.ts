// SPDX-License-Identifier: BSD-3-Clause
/**
 * The events of a plan's shards become those of one run. What the plan promised and no shard brings is an unresolved case with its cause,
 * so that a shard that is missing, was killed, or could not build can never make the whole greener. Pure.
 */
import { caseKey, type CaseId } from '../../model/cell.ts';
import {
  EVENTS_VERSION,
  type BuildEnded,
  type CaseEnded,
  type PlannedCase,
  type RunEvent,
  type RunStarted,
} from '../../model/events.ts';
import { shardName, type ShardPart, type ShardPlan } from '../../model/shard.ts';
import { allCases, resultsOf, unresolvedCase, type CellResult } from '../results.ts';
import { applyEvent, emptyRecord, type CellRecord, type RunRecord } from '../run-record.ts';

export interface ShardRun {
  readonly index: number;
  readonly events: readonly RunEvent[];
  /** Lines of its log that could not be read, in words. */
  readonly damage: readonly string[];
}

/** Where a boot of a shard went. */
export interface MovedBoot {
  readonly shard: number;
  /** Path of its transcript in the shard's folder, and in that of the merged run. */
  readonly from: string;
  readonly to: string;
}

export interface MergedShards {
  /** From run-started on, without coverage-merged and run-ended. */
  readonly events: readonly RunEvent[];
  readonly boots: readonly MovedBoot[];
  /** What keeps the whole from being resolved, whatever its cases say. */
  readonly troubles: readonly string[];
}

interface KnownShard extends ShardRun {
  readonly name: string;
  readonly record: RunRecord;
  readonly results: ReadonlyMap<string, CellResult>;
  /** From the beginning of the first shard to that of this one. */
  readonly offsetMs: number;
}

type CellEvent = Extract<RunEvent, { readonly cell: string }>;

function knownShards(runs: readonly ShardRun[], plan: ShardPlan): KnownShard[] {
  const known = runs.map((run) => {
    const record = emptyRecord();
    for (const event of run.events) applyEvent(record, event);
    const results = new Map(resultsOf(record).map((result) => [result.cell.id, result]));
    return { ...run, name: shardName(run.index, plan), record, results };
  });
  const startOf = ({ record }: { readonly record: RunRecord }): number => Date.parse(record.start?.startedAt ?? '');
  const first = known.reduce((least, one) => Math.min(least, startOf(one)), Infinity);
  return known.map((one) => ({ ...one, offsetMs: startOf(one) - first }));
}

/** One case for each suite of which nobody knows what it holds. */
function unknownCases({ only, ...part }: ShardPart, name: string): CaseId[] {
  const named = only.map((key) => ({ suite: key.slice(0, key.indexOf('.')), name: key.slice(key.indexOf('.') + 1) }));
  return [...part.suites.map((suite) => ({ suite, name: `(shard ${name})` })), ...named];
}

/** What one cell has of all shards. */
interface MergedCell {
  readonly planned: PlannedCase[];
  /** Verdicts that stand for what never got one. */
  readonly gaps: CaseEnded[];
  hasEnded: boolean;
}

class Merge {
  readonly #plan: ShardPlan;
  readonly #shards: readonly KnownShard[];
  readonly #cells: ReadonlyMap<string, MergedCell>;
  readonly #bootCounts = new Map<string, number>();
  readonly #troubles: string[] = [];
  readonly boots: MovedBoot[] = [];

  constructor(plan: ShardPlan, runs: readonly ShardRun[]) {
    this.#plan = plan;
    this.#shards = knownShards(runs, plan);
    this.#cells = new Map(plan.cells.map(({ id }) => [id, { planned: [], gaps: [], hasEnded: true }]));
  }

  merged(start: Pick<RunStarted, 'runId' | 'argv'>): MergedShards {
    for (const { index, parts } of this.#plan.shards) {
      const shard = this.#shards.find((one) => one.index === index);
      for (const part of parts) this.#takePart(part, shard, shardName(index, this.#plan));
      if (shard === undefined) this.#troubles.push(`shard ${shardName(index, this.#plan)} is missing`);
      else this.#takeTroubles(shard);
    }
    const happened = this.#shards.flatMap((shard) => this.#eventsOf(shard));
    const body = [...happened, ...this.#troubles.map((text) => this.#finding(text))];
    body.sort((one, other) => one.atMs - other.atMs);
    const events = [this.#started(start), ...this.#planned(), ...withoutRepeats(body), ...this.#ends()];
    return { events, boots: this.boots, troubles: this.#troubles };
  }

  /** Of the time when the last thing happened. */
  get #endMs(): number {
    return this.#shards.reduce((most, { record, offsetMs }) => Math.max(most, record.atMs + offsetMs), 0);
  }

  #finding(text: string): RunEvent {
    return { type: 'finding', atMs: this.#endMs, cell: null, boot: null, text };
  }

  #takeTroubles({ name, record, damage }: KnownShard): void {
    if (record.end === null) this.#troubles.push(`shard ${name} was killed`);
    else if (record.end.interrupted) this.#troubles.push(`shard ${name} was interrupted`);
    if (damage.length > 0) this.#troubles.push(`shard ${name}: ${damage.join('; ')}`);
  }

  #takePart(part: ShardPart, shard: KnownShard | undefined, name: string): void {
    const cell = this.#cells.get(part.cell);
    if (cell === undefined) return;
    const found = shard?.record.cells.get(part.cell);
    const result = shard?.results.get(part.cell);
    if (found?.planned && result !== undefined) this.#takePlanned(cell, found.planned, found, result, name);
    else this.#takeGap(cell, part, result?.trouble ?? 'it is missing', name);
    cell.hasEnded &&= found?.hasEnded === true;
  }

  #takePlanned(
    cell: MergedCell,
    planned: readonly PlannedCase[],
    { attempts }: CellRecord,
    result: CellResult,
    name: string,
  ): void {
    for (const one of planned) cell.planned.push(one);
    for (const { last } of allCases([result])) {
      if (attempts.has(caseKey(last))) continue;
      cell.gaps.push(unresolvedCase(last.cell, last, `shard ${name}: ${last.cause ?? 'no verdict'}`, this.#endMs));
    }
  }

  /** A kernel that no shard could build is told of as in any run: there are no cases then. */
  #takeGap(cell: MergedCell, part: ShardPart, why: string, name: string): void {
    const { image } = this.#plan.cells.find(({ id }) => id === part.cell) ?? {};
    if (image !== undefined && this.#buildOf(image)?.result.kind === 'failed') return;
    for (const id of unknownCases(part, name)) {
      cell.planned.push({ ...id, file: null, line: null });
      cell.gaps.push(unresolvedCase(part.cell, id, `shard ${name}: ${why}`, this.#endMs));
    }
  }

  /** One that succeeded, if any did. */
  #buildOf(image: string): BuildEnded | null {
    const builds = this.#shards.flatMap(({ record }) => record.images.get(image)?.build ?? []);
    return builds.find(({ result }) => result.kind !== 'failed') ?? builds[0] ?? null;
  }

  #started({ runId, argv }: Pick<RunStarted, 'runId' | 'argv'>): RunStarted {
    const starts = this.#shards.flatMap(({ record }) => record.start ?? []);
    const first = starts.reduce((least, one) => (one.startedAt < least.startedAt ? one : least));
    const { cells, images } = this.#plan;
    const { startedAt, host, revisions } = first;
    const known = { runId, startedAt, argv, host, ...(revisions === undefined ? {} : { revisions }) };
    return { type: 'run-started', atMs: 0, version: EVENTS_VERSION, ...known, cells, images };
  }

  #planned(): RunEvent[] {
    const builds = this.#plan.images.flatMap(({ key }) => this.#buildOf(key) ?? []);
    const planned = [...this.#cells].filter(([, cell]) => cell.planned.length > 0);
    return [
      ...builds.map((build) => ({ ...build, atMs: 0 })),
      ...planned.map(([cell, { planned: cases }]) => ({ type: 'cell-planned' as const, atMs: 0, cell, cases })),
    ];
  }

  #ends(): RunEvent[] {
    const atMs = this.#endMs;
    return [...this.#cells].flatMap(([cell, { gaps, hasEnded }]): RunEvent[] => [
      ...gaps,
      ...(hasEnded ? [{ type: 'cell-ended' as const, atMs, cell }] : []),
    ]);
  }

  #eventsOf(shard: KnownShard): RunEvent[] {
    const numbers = new Map<string, number>();
    return shard.events.flatMap((event): RunEvent[] => {
      const atMs = event.atMs + shard.offsetMs;
      switch (event.type) {
        case 'run-started':
        case 'run-ended':
        case 'coverage-merged':
        case 'build-started':
        case 'build-ended':
        case 'cell-planned':
        case 'cell-ended':
          return [];
        case 'finding': {
          if (event.cell === null) return [{ ...event, atMs }];
          const boot = event.boot === null ? null : this.#bootNumber(shard, numbers, event.cell, event.boot);
          return [{ ...event, atMs, boot }];
        }
        default:
          return this.#cells.has(event.cell) ? [{ ...this.#renumbered(shard, numbers, event), atMs }] : [];
      }
    });
  }

  #renumbered(shard: KnownShard, numbers: Map<string, number>, event: CellEvent): CellEvent {
    if (!('boot' in event) || event.boot === null) return event;
    const boot = this.#bootNumber(shard, numbers, event.cell, event.boot);
    // Counters stay with the shard; what they amount to is added up.
    if (event.type === 'boot-ended') return { ...event, boot, coverageDir: null };
    if (event.type !== 'boot-started') return { ...event, boot };
    const transcript = `transcripts/${event.cell}/${boot}.log`;
    this.boots.push({ shard: shard.index, from: event.transcript, to: transcript });
    return { ...event, boot, transcript };
  }

  /** Two shards that have parts of a cell both count its boots from 0. */
  #bootNumber(shard: KnownShard, numbers: Map<string, number>, cell: string, boot: number): number {
    const key = `${cell} ${boot}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#bootCounts.get(cell) ?? 0;
    this.#bootCounts.set(cell, number + 1);
    numbers.set(key, number);
    return number;
  }
}

/** What is true of the machine or the matrix, each shard says once. */
function withoutRepeats(events: readonly RunEvent[]): RunEvent[] {
  const told = new Set<string>();
  return events.filter((event) => {
    if (event.type !== 'finding' || event.cell !== null) return true;
    const isNew = !told.has(event.text);
    told.add(event.text);
    return isNew;
  });
}

/** `runs`: at most one for each shard, and at least one. */
export const mergeShards = (
  plan: ShardPlan,
  runs: readonly ShardRun[],
  start: Pick<RunStarted, 'runId' | 'argv'>,
): MergedShards => new Merge(plan, runs).merged(start);
