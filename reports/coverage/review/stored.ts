// SPDX-License-Identifier: BSD-3-Clause
/** coverage.json of a run as it stands on disk, perhaps from another machine or another version. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../../model/errors.ts';
import { COVERAGE_VERSION, type CoverageDocument } from '../document.ts';

const index = z.number().int().nonnegative();
const count = z.number().nonnegative();
const ratio = z.object({ found: index, hit: index });
const totals = z.object({ lines: ratio, functions: ratio, branches: ratio });
const Source = z.object({
  path: z.string(),
  mark: index.nullable(),
  totals,
  cellSet: index,
  lines: z.array(z.tuple([index, count, index, index.nullable(), index])),
  functions: z.array(z.tuple([z.string(), index, index, count, index])),
  axes: z.record(z.string(), z.array(z.string())),
});
const Stored = z.object({
  version: z.literal(COVERAGE_VERSION),
  cells: z.array(z.object({ id: z.string() })),
  sets: z.array(z.array(index)),
  totals,
  sources: z.array(Source),
});

/** What comparisons need of it. */
export type StoredCoverage = Pick<CoverageDocument, 'version' | 'sets' | 'totals' | 'sources'> & {
  readonly cells: readonly { readonly id: string }[];
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Cut short: not of the form, as is said below.
  }
}

/** Throws a UserError where the run has no coverage that can be read. */
export async function storedCoverage(runDir: string): Promise<StoredCoverage> {
  const file = join(runDir, 'coverage', 'coverage.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserError('run-not-found', `${runDir} has no coverage: ${file} cannot be read`, {
      hint: 'measure it with `ukmatrix run --coverage`; of a run that was killed, `ukmatrix report RUN` writes it',
      cause,
    });
  });
  const { data } = Stored.safeParse(parsed(text));
  if (data !== undefined) return data;
  throw new UserError('run-not-found', `${file} is damaged, or written by another version of ukmatrix`, {
    hint: '`ukmatrix report RUN` writes it again, while the images of the run are there',
  });
}
