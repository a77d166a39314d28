// SPDX-License-Identifier: BSD-3-Clause
/**
 * Symbols that say how sources are compiled. Make compiles nothing anew for another flag, nor for another C library, whose headers have the
 * names of the one before: released trees then ask people for a `make clean`.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Values } from '../kconfig.ts';
import { symbolsIn, TEST_SYMBOL } from '../library-tests.ts';

const OF_THE_LIBC = ['HAVE_LIBC', 'LIBNOLIBC'] as const;

/** Of all libraries or of one; how an image is linked does not matter, as that is done anew each time. */
const FLAGS = /^(?:\w+_)?(?:COMP|C|CXX|AS|ARCH|DBG)FLAGS\b/;
/** Of one makefile. */
export function flagSymbolsIn(text: string): string[] {
  const around: string[][] = [];
  const found: string[] = [];
  for (const raw of text.replaceAll(/\\\r?\n/g, ' ').split('\n')) {
    const line = raw.trim();
    if (/^if(?:n?eq|n?def)\b/.test(line)) around.push(symbolsIn(line));
    else if (/^else\b/.test(line)) around.at(-1)?.push(...symbolsIn(line));
    else if (/^endif\b/.test(line)) around.pop();
    else if (FLAGS.test(line)) found.push(...around.flat(), ...symbolsIn(line));
  }
  // Suites come and go from one boot to the next: what they compile is theirs.
  return found.filter((symbol) => !TEST_SYMBOL.test(symbol));
}

/** Whether objects of one configuration of these folders are nothing for another. */
export function compilesOtherwise(before: Values, after: Values, folders: readonly string[]): boolean {
  const hasChanged = (symbol: string): boolean => before.get(symbol) !== after.get(symbol);
  if (OF_THE_LIBC.some(hasChanged)) return true;
  const files = folders.flatMap((cwd) => globSync('**/{Makefile,Compiler}.uk', { cwd }).map((name) => join(cwd, name)));
  return files.some((file) => flagSymbolsIn(readFileSync(file, 'utf8')).some(hasChanged));
}
