// SPDX-License-Identifier: BSD-3-Clause
/**
 * A boot that ends without a word of where it was, behind the last case of a suite, may as well have ended in what prepares the next suite:
 * uktest prints nothing in between. Such a case is run once more without any suite behind it; what it does there is its own. Pure.
 */
import { basename, resolve, sep } from 'node:path';
import type { TestProvider } from '../kernels/library-tests.ts';
import { caseKey, type CaseId } from '../model/cell.ts';
import type { StackFrame } from '../model/verdict.ts';
import { stopperOf, type JudgedBoot } from './image-judge.ts';
import type { CaseVerdict } from './judge.ts';
import type { TaggedPlace } from './protocols/uktest-line.ts';
import { unresolved } from './tree-boot.ts';
import { holdersOf } from './tree-rounds.ts';

/** Where a boot ended, as the kernel named the place. */
interface EndSite {
  readonly crashPlace: TaggedPlace | null;
  readonly rootDir: string;
}

type StoppedBoot = JudgedBoot & EndSite;

interface Doubt {
  readonly id: CaseId;
  /** Symbol of its suite. */
  readonly symbol: string;
}

const isIn = (dir: string, { file }: StackFrame, rootDir: string): boolean =>
  file !== null && resolve(rootDir, file).startsWith(dir + sep);

const isPlaceOf = ({ library, sources }: TestProvider, place: TaggedPlace | null): boolean =>
  place !== null && place.library === library && sources.some((source) => basename(source) === place.file);

/** Whether the kernel was in the sources of the suite. */
export const isEndIn = (holder: TestProvider, { backtrace }: CaseVerdict, { crashPlace, rootDir }: EndSite): boolean =>
  isPlaceOf(holder, crashPlace) || backtrace.some((frame) => isIn(holder.dir, frame, rootDir));

/** `round`: symbols of the suites that were to run; null: nothing is in doubt. */
export function doubtedCase(
  { cases, judgement, crashPlace, rootDir }: StoppedBoot,
  providers: readonly TestProvider[],
  round: readonly string[],
): Doubt | null {
  const stopped = judgement.end === 'complete' ? undefined : stopperOf(judgement);
  const holder = stopped && holdersOf(stopped, providers)[0];
  if (stopped === undefined || holder === undefined || stopped.verdict === 'fail') return null;
  const heard = new Set(cases.map(({ suite }) => suite));
  const isLast = holder.cases.every(
    (one) => one.suite !== stopped.suite || cases.some((c) => caseKey(c) === caseKey(one)),
  );
  const hasMore = providers.some(
    ({ symbol, suites }) => round.includes(symbol) && suites.some((one) => !heard.has(one)),
  );
  if (stopped.name.startsWith('(') || !isLast || !hasMore) return null;
  return isEndIn(holder, stopped, { crashPlace, rootDir })
    ? null
    : { id: { suite: stopped.suite, name: stopped.name }, symbol: holder.symbol };
}

/** The boot, where the case in doubt ended well without the others: something behind it stopped the kernel, and nobody knows which. */
export function cleared({ cases, judgement }: JudgedBoot, id: CaseId, cell: string): JudgedBoot {
  const others = cases.filter((one) => caseKey(one) !== caseKey(id));
  const stopped = cases.find((one) => caseKey(one) === caseKey(id));
  const cause = `${stopped?.cause ?? 'the boot ended'}, after ${caseKey(id)}, which ends well without the suites behind it`;
  const told = [...others, unresolved({ suite: cell, name: '(log)' }, cause, [], stopped?.verdict)];
  return { cases: told, judgement: { ...judgement, verdicts: told } };
}

interface TriedRound extends JudgedBoot {
  /** Symbols of the suites that were to run. */
  readonly round: readonly string[];
  readonly image: { readonly providers: readonly TestProvider[] };
}

/** Without what the logs of boots say as a whole where a suite of theirs is found, by another boot, to end the kernel before its first case. */
export function withoutExplained<Tried extends TriedRound>(boots: readonly Tried[]): Tried[] {
  const found = boots.flatMap(({ cases, image }) => {
    const stopped = cases.filter(({ name, verdict }) => name === '(init)' && verdict !== 'unresolved');
    const suites = stopped.map(({ suite }) => suite);
    return image.providers.filter((one) => one.suites.some((suite) => suites.includes(suite)));
  });
  const guilty = new Set(found.map(({ symbol }) => symbol));
  return boots.map((boot) => {
    if (boot.judgement.end === 'complete' || !boot.round.some((symbol) => guilty.has(symbol))) return boot;
    const cases = boot.cases.filter(({ name }) => name !== '(log)');
    return { ...boot, cases, judgement: { ...boot.judgement, verdicts: cases } };
  });
}
