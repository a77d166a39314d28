// SPDX-License-Identifier: BSD-3-Clause
/** Whose option a source of the kernel itself was compiled for that cannot be: the suites among those asked for that its own `#if`s name. */
import { existsSync, readFileSync } from 'node:fs';
import type { PlacedError } from '../build-errors.ts';
import type { TestProvider } from '../library-tests.ts';

const symbolsOf = (file: string): string[] =>
  existsSync(file) ? [...readFileSync(file, 'utf8').matchAll(/\bCONFIG_(\w+)/g)].map(([, symbol = '']) => symbol) : [];

/** All of them where the sources name none; `mainOf`: the symbol of a provider's library. */
export function suitesBehind(
  errors: readonly PlacedError[],
  asked: readonly TestProvider[],
  mainOf: (provider: TestProvider) => string | null,
): readonly TestProvider[] {
  const named = new Set([...new Set(errors.map(({ file }) => file))].flatMap(symbolsOf));
  const byTest = asked.filter(({ symbol, needs }) => named.has(symbol) || needs.some((need) => named.has(need)));
  if (byTest.length > 0) return byTest;
  const byLibrary = asked.filter((provider) => named.has(mainOf(provider) ?? ''));
  return byLibrary.length > 0 ? byLibrary : asked;
}
