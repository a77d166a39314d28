// SPDX-License-Identifier: BSD-3-Clause
/** What the logs of a cell's boots say as a whole, each thing once: `(log)`, and `(log 2)` where another boot ended in another way. Pure. */
import type { ImageCase, JudgedBoot } from './image-judge.ts';

const WHOLE = '(log)';

/** Images differ in their addresses, boots in their times, and what they quote of the log in both. */
const sameWords = ({ verdict, cause }: ImageCase): string =>
  `${verdict} ${(cause ?? '').replaceAll(/\b(?:0x)?[0-9a-f]{4,}\b|\d+\.\d+/gi, '#')}`;

/** The boot with its log under that name. */
export function renamedLog<Boot extends JudgedBoot>(boot: Boot, name: string): Boot {
  if (name === WHOLE) return boot;
  const rename = <One extends { readonly name: string }>(one: One): One =>
    one.name === WHOLE ? { ...one, name } : one;
  const { judgement } = boot;
  return {
    ...boot,
    cases: boot.cases.map(rename),
    judgement: { ...judgement, verdicts: judgement.verdicts.map(rename) },
  };
}

/** By the order in which it was said first. */
export function withOwnLogs<Boot extends JudgedBoot>(boots: readonly Boot[]): Boot[] {
  const names = new Map<string, string>();
  return boots.map((boot) => {
    const whole = boot.cases.find(({ name }) => name === WHOLE);
    if (whole === undefined) return boot;
    const words = sameWords(whole);
    const name = names.get(words) ?? (names.size === 0 ? WHOLE : `(log ${names.size + 1})`);
    names.set(words, name);
    return renamedLog(boot, name);
  });
}

/** As withOwnLogs() has named it in this boot. */
export const logNameOf = ({ cases }: JudgedBoot): string =>
  cases.find(({ name }) => name.startsWith('(log'))?.name ?? WHOLE;
