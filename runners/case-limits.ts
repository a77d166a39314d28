// SPDX-License-Identifier: BSD-3-Clause
/** What a case may take: what its suite.yaml says for it, else for the whole suite, else what holds for the run. Pure. */
import type { CaseId } from '../model/cell.ts';
import { matchesGlob } from '../model/glob.ts';
import type { Suite } from '../suites/suite-file.ts';
import type { BootLimits } from './boot.ts';

type TimeLimits = { readonly [Name in 'progressMs' | 'capMs']?: number | undefined };

/** Who set the time limits, most particular first; nobody: those of the run hold. */
function ownerOf(...owners: readonly (readonly [string, TimeLimits])[]): Pick<BootLimits, 'setFor'> {
  const owner = owners.find(([, { progressMs, capMs }]) => progressMs !== undefined || capMs !== undefined);
  return owner === undefined ? {} : { setFor: owner[0] };
}

type LimitedSuite = Pick<Suite, 'name' | 'limits'>;

/** Of several globs that match, the last one in the file counts. Where only progressMs is given, the cap grows in proportion. */
export function limitsOf({ suite, name }: CaseId, suites: readonly LimitedSuite[], general: BootLimits): BootLimits {
  const declared = suites.find((one) => one.name === suite)?.limits;
  if (declared === undefined) return general;
  const { cases, ...ofSuite } = declared;
  const [glob, ofCase] = Object.entries(cases).findLast(([pattern]) => matchesGlob(pattern, name)) ?? [null, {}];
  const progressMs = ofCase.progressMs ?? ofSuite.progressMs ?? general.progressMs;
  const scaled = Math.max(general.capMs, Math.ceil((general.capMs * progressMs) / general.progressMs));
  return {
    progressMs,
    capMs: ofCase.capMs ?? ofSuite.capMs ?? scaled,
    outputBytes: ofCase.outputBytes ?? ofSuite.outputBytes ?? general.outputBytes,
    ...ownerOf([`${suite}.${glob ?? ''}`, ofCase], [suite, ofSuite]),
  };
}
