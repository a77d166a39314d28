// SPDX-License-Identifier: BSD-3-Clause
/** A run cut into shards that machines carry out side by side, and what is known of it before it begins. Plain data. */
import { caseKey, type CaseId, type Cell, type ImagePlan } from './cell.ts';

/** Raised when a reader of version N could misread the file. */
export const SHARD_PLAN_VERSION = 1;

/** What a shard runs of one cell. */
export interface ShardPart {
  readonly cell: string;
  /** Suites of which it runs every case that no other shard is given by name, known when the plan was made or not. */
  readonly suites: readonly string[];
  /** suite.case of these suites that other shards run. */
  readonly except: readonly string[];
  /** suite.case of suites that another shard has. */
  readonly only: readonly string[];
}

export interface Shard {
  /** 1, 2, ... */
  readonly index: number;
  readonly estimatedMs: number;
  readonly parts: readonly ShardPart[];
}

export interface ShardPlan {
  readonly version: number;
  /** Hash of everything that the shards must agree on. */
  readonly id: string;
  /** Options of `ukmatrix run` that select what runs. */
  readonly selection: Readonly<Record<string, unknown>>;
  /** Where the estimates come from. */
  readonly basis: 'history' | 'case-counts';
  /** The finest thing that was not divided. */
  readonly grain: 'cell' | 'suite' | 'case';
  /** The longest estimate over the shortest. */
  readonly balance: number;
  readonly shards: readonly Shard[];
  readonly cells: readonly Cell[];
  readonly images: readonly ImagePlan[];
}

/** `2/4` */
export const shardName = (index: number, { shards }: Pick<ShardPlan, 'shards'>): string => `${index}/${shards.length}`;

/** Suites of which a part runs anything. */
export const suitesOfPart = ({ suites, only }: ShardPart): Set<string> =>
  new Set([...suites, ...only.map((key) => key.slice(0, key.indexOf('.')))]);

/** Whether a shard runs a case of a cell. Exactly one shard of a plan runs it. */
export function membership(parts: readonly ShardPart[]): (cell: string, id: CaseId) => boolean {
  const known = new Map(
    parts.map(({ cell, suites, except, only }) => [
      cell,
      { suites: new Set(suites), except: new Set(except), only: new Set(only) },
    ]),
  );
  return (cell, id) => {
    const part = known.get(cell);
    if (part === undefined) return false;
    const key = caseKey(id);
    return part.only.has(key) || (part.suites.has(id.suite) && !part.except.has(key));
  };
}
