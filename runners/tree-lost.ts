// SPDX-License-Identifier: BSD-3-Clause
/**
 * Suites that are in a kernel that ran to its end, and that no line names: they ran before the console was found, or never. Whether one is
 * in it is asked of its symbols, since what sources have may be left out by their preprocessor.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { ForeignImage } from '../kernels/foreign/image-file.ts';
import type { TestProvider } from '../kernels/library-tests.ts';
import type { ImageCase } from './image-judge.ts';
import { unresolved } from './tree-boot.ts';

interface HeardBoot {
  readonly image: Pick<ForeignImage, 'debugFile' | 'providers' | 'unusedEarlyConsole'>;
  readonly judgement: { readonly end: string };
}

/** What might bring the lost lines back; nothing where nothing is known to. */
export const consoleAdvice = ({ unusedEarlyConsole }: Pick<ForeignImage, 'unusedEarlyConsole'>): string =>
  unusedEarlyConsole === undefined
    ? ''
    : `; with --config ${unusedEarlyConsole}=y the kernel has a console from its start`;

/** Names of symbols end with a zero byte; before the suite stands what uktest's macros put there. */
function isIn(symbols: Buffer, suite: string, { cases }: TestProvider): boolean {
  const ends = cases.flatMap((one) =>
    one.suite === suite ? [`${suite}_case_${one.name}`, `${suite}_${one.name}`] : [],
  );
  return symbols.includes(`_${suite}\0`) && ends.some((end) => symbols.includes(`_${end}\0`));
}

/** `unheard`: suites that no boot names. */
export function lostSuites(unheard: readonly string[], ended: readonly HeardBoot[]): ImageCase[] {
  const boots = ended.filter(({ judgement, image }) => judgement.end === 'complete' && existsSync(image.debugFile));
  const lost = new Map<string, ImageCase>();
  for (const { image } of unheard.length === 0 ? [] : boots) {
    const symbols = readFileSync(image.debugFile);
    const why = `it is in the kernel, which ran to its end, and no line names it: what it printed is lost, or it never ran${consoleAdvice(image)}`;
    const holdersOf = (suite: string): TestProvider[] => image.providers.filter(({ suites }) => suites.includes(suite));
    for (const suite of unheard.filter((one) => holdersOf(one).some((holder) => isIn(symbols, one, holder))))
      lost.set(suite, unresolved({ suite, name: '(suite)' }, why));
  }
  return [...lost.values()];
}
