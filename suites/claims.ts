// SPDX-License-Identifier: BSD-3-Clause
/**
 * What a C library that is no complete one claims of a suite of programs: LIBC.yaml beside suite.yaml names groups of cases, those that
 * it claims and, with the reason, those that it does not. Each case is in one of them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../matrices/yaml-file.ts';
import { matchesAny } from '../model/glob.ts';
import type { Suite } from './suite-file.ts';

const Globs = z.union([z.string().transform((one) => [one]), z.array(z.string()).nonempty()]);
const Unclaimed = z.strictObject({ cases: Globs, reason: z.string().min(1) });
const ClaimsFile = z.strictObject({ claimed: Globs, unclaimed: z.array(Unclaimed).default([]) });
type ClaimsFile = z.infer<typeof ClaimsFile>;

/** Null for a case that the library claims; else why it does not. A case named in full is stronger than a group of which it is part. */
export type Claims = (name: string) => string | null;

export function loadClaims({ dir, name: suite }: Pick<Suite, 'dir' | 'name'>, libc: string, rootDir: string): Claims {
  const file = join(dir, `${libc}.yaml`);
  const shown = relative(rootDir, file);
  if (!existsSync(file))
    return () => `${libc} claims nothing of ${suite}: there is no ${libc}.yaml beside its programs`;
  const keys = (path: readonly PropertyKey[]): string[] =>
    Object.keys(path[0] === 'unclaimed' ? Unclaimed.shape : ClaimsFile.shape);
  const claims = parseYaml<ClaimsFile>(readFileSync(file, 'utf8'), shown, ClaimsFile, 'suite-invalid', keys);
  return (name) => claimOf(claims, name, shown);
}

function claimOf({ claimed, unclaimed }: ClaimsFile, name: string, file: string): string | null {
  if (claimed.includes(name)) return null;
  const group =
    unclaimed.find(({ cases }) => cases.includes(name)) ?? unclaimed.find(({ cases }) => matchesAny(cases, name));
  const isClaimed = matchesAny(claimed, name);
  if (group === undefined) return isClaimed ? null : `${file} does not say whether it is claimed`;
  return isClaimed && !group.cases.includes(name) ? null : group.reason;
}
