// SPDX-License-Identifier: BSD-3-Clause
/**
 * A kernel that ends badly with and without its suites, behind those that run first: each boot looks as if the suite that ran last had ended
 * it. Pure.
 */
import type { TestProvider } from '../kernels/library-tests.ts';
import { caseKey, type CaseId } from '../model/cell.ts';
import { stopperOf, type JudgedBoot } from './image-judge.ts';
import type { Reading } from './protocols/reading.ts';
import type { TaggedPlace } from './protocols/uktest-line.ts';
import { unresolved } from './tree-boot.ts';
import { isEndIn } from './tree-doubt.ts';
import { holdersOf } from './tree-rounds.ts';

interface TriedBoot extends JudgedBoot {
  /** Symbols of the suites that were to run. */
  readonly round: readonly string[];
  readonly image: { readonly providers: readonly TestProvider[] };
  readonly end: { readonly reading: Pick<Reading, 'end' | 'cause'>; readonly crashPlace: TaggedPlace | null };
}

/** The same for two kernels that end in the same way; the addresses of each are its own. */
const endOf = ({ end: { reading } }: TriedBoot): string =>
  `${reading.end}: ${(reading.cause ?? '').replaceAll(/0x[0-9a-f]+/gi, '0x')}`;

/** The suite that is said to have ended it without being seen in it. */
function chargedIn(boot: TriedBoot, rootDir: string): string | null {
  const { judgement, image, end, round } = boot;
  const stopped = judgement.end === 'complete' || round.length === 0 ? undefined : stopperOf(judgement);
  const [holder] = stopped === undefined ? [] : holdersOf(stopped, image.providers);
  if (stopped === undefined || holder === undefined) return null;
  return isEndIn(holder, stopped, { crashPlace: end.crashPlace, rootDir }) ? null : stopped.suite;
}

/** Whether several suites are charged with one end: a boot without any shows whose it is. */
export function isEndShared(boots: readonly TriedBoot[], rootDir: string): boolean {
  const charged = boots.flatMap((boot) => {
    const suite = chargedIn(boot, rootDir);
    return suite === null ? [] : [{ suite, end: endOf(boot) }];
  });
  return [...Map.groupBy(charged, ({ end }) => end).values()].some(
    (same) => new Set(same.map(({ suite }) => suite)).size > 1,
  );
}

/** Of a suite whose first case never came nobody can say that it was in its init function. */
const unended = ({ suite, name }: CaseId): CaseId => ({ suite, name: name === '(init)' ? '(suite)' : name });

/** The boots, with nobody charged with what `bare`, a boot without suites, does as well. */
export function withoutKernelsOwn<Tried extends TriedBoot>(
  boots: readonly Tried[],
  bare: TriedBoot,
  rootDir: string,
): Tried[] {
  return boots.map((boot) => {
    const stopped = stopperOf(boot.judgement);
    if (stopped === undefined || endOf(boot) !== endOf(bare) || chargedIn(boot, rootDir) === null) return boot;
    const cause = `the kernel ends so without any suite, too: ${bare.end.reading.cause ?? bare.end.reading.end}`;
    const cases = boot.cases.map((one) =>
      caseKey(one) === caseKey(stopped) ? { ...unresolved(unended(one), cause), assertions: one.assertions } : one,
    );
    return { ...boot, cases, judgement: { ...boot.judgement, verdicts: cases } };
  });
}
