// SPDX-License-Identifier: BSD-3-Clause
/** The file in which a plan of shards goes from the machine that made it to those that carry it out and the one that merges. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UserError } from '../../model/errors.ts';
import { SHARD_PLAN_VERSION, type ShardPlan } from '../../model/shard.ts';

/** Folders are named by cells. */
const cellName = z.string().regex(/^(?!\.)[\w.+-]{1,200}$/, 'no name of a cell');
const texts = z.array(z.string());
const Part = z.looseObject({ cell: cellName, suites: texts, except: texts, only: texts });
const File = z.looseObject({
  version: z.number(),
  id: z.string(),
  selection: z.record(z.string(), z.unknown()),
  basis: z.enum(['history', 'case-counts']),
  grain: z.enum(['cell', 'suite', 'case']),
  balance: z.number(),
  shards: z
    .array(z.looseObject({ index: z.number().int().min(1), estimatedMs: z.number(), parts: z.array(Part) }))
    .nonempty(),
  cells: z.array(z.looseObject({ id: cellName, suites: texts, image: z.string() })),
  images: z.array(z.looseObject({ key: z.string() })),
});

const refuse = (file: string, why: string): UserError =>
  new UserError('folder-unusable', `${file} is no plan of shards: ${why}`, {
    hint: 'make one: ukmatrix plan --shards N --json > FILE',
  });

/** Throws UserError for what cannot be read, is something else, or comes from a newer version. */
export function readShardPlan(file: string): ShardPlan {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw refuse(file, (cause as Error).message);
  }
  const parsed = File.safeParse(value);
  const [issue] = parsed.error?.issues ?? [];
  if (issue !== undefined) throw refuse(file, `${issue.path.join('.')}: ${issue.message}`);
  const plan = value as ShardPlan;
  if (plan.version > SHARD_PLAN_VERSION) throw refuse(file, `it is of a newer ukmatrix (version ${plan.version})`);
  return plan;
}
