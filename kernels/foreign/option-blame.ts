// SPDX-License-Identifier: BSD-3-Clause
/** Whose option a source of the kernel itself was compiled for that cannot be: the suites among those asked for that its own `#if`s name. */
import type { PlacedError } from '../build-errors.ts';
import { readSource, type TestProvider } from '../library-tests.ts';

const symbolsOf = (file: string): string[] =>
  [...readSource(file).matchAll(/\bCONFIG_(\w+)/g)].map(([, symbol = '']) => symbol);

/** All that can be spared where the sources name none; `mainOf`: the symbol of a provider's library. */
export function suitesBehind(
  errors: readonly PlacedError[],
  asked: readonly TestProvider[],
  isSpare: (provider: TestProvider) => boolean,
  mainOf: (provider: TestProvider) => string | null,
): readonly TestProvider[] {
  const named = new Set([...new Set(errors.map(({ file }) => file))].flatMap(symbolsOf));
  const byTest = asked.filter(({ symbol, needs }) => named.has(symbol) || needs.some((need) => named.has(need)));
  if (byTest.length > 0) return byTest;
  const spare = asked.filter(isSpare);
  const byLibrary = spare.filter((provider) => named.has(mainOf(provider) ?? ''));
  return byLibrary.length > 0 ? byLibrary : spare;
}
