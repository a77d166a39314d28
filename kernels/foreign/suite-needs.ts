// SPDX-License-Identifier: BSD-3-Clause
/** What a suite of this project needs and a tree of somebody else does not offer: headers of kernels, symbols of Kconfig. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ARCHES, type Arch } from '../../model/cell.ts';
import { neededSymbols } from '../kconfig.ts';
import type { Definitions } from '../kconfig-file.ts';
import { isSpareSource, readSourceTests } from '../library-tests.ts';

const INCLUDE = /^\s*#\s*include\s*<((?:uk|x86)\/[^>]+)>/;

/** Headers of kernels that every configuration includes. */
export function includedHeaders(source: string): string[] {
  const headers: string[] = [];
  const around: boolean[] = [];
  for (const line of source.split('\n')) {
    if (/^\s*#\s*if/.test(line)) around.push(/CONFIG_|__has_include/.test(line));
    else if (/^\s*#\s*endif/.test(line)) around.pop();
    const header = INCLUDE.exec(line)?.[1];
    if (header !== undefined && !around.includes(true)) headers.push(header);
  }
  return headers;
}

/** `uk/test.h` of `/tree/lib/uktest/include/uk/test.h`, for all headers below these folders but those that only platforms see. */
export function offeredHeaders(dirs: readonly string[]): ReadonlySet<string> {
  const files = dirs.flatMap((cwd) => globSync('**/include/**/*.h', { cwd, exclude: (name) => name === '.git' }));
  const offered = files.filter((file) => !file.startsWith('plat/'));
  return new Set(offered.map((file) => file.replace(/^(?:.*\/)?include\//, '')));
}

/** A source that can be left out alone: nothing but cases is in it. */
const isSpare = (file: string, text: string): boolean =>
  /^[^/]+\.c$/.test(file) && isSpareSource(readSourceTests(text));

/** Headers without which nothing of the suite can be tried: those of sources that can be left out are not among them. */
function headersOf(dir: string, arch: Arch): Set<string> {
  const others = ['mutants', ...ARCHES.filter((one) => one !== arch)];
  const files = globSync('**/*.{c,h,S}', { cwd: dir, exclude: (name) => others.includes(name) });
  const all = files.map((file) => ({ file, text: readFileSync(join(dir, file), 'utf8') }));
  const needed = all.filter(({ file, text }) => !isSpare(file, text));
  return new Set((needed.length > 0 ? needed : all).flatMap(({ text }) => includedHeaders(text)));
}

/** Symbols that the suite selects or depends on, and nobody defines. */
function undefinedSymbols(dir: string, definitions: Definitions): string[] {
  const own = [...definitions.values()].flat().filter(({ file }) => dirname(file) === dir);
  const needed = own.flatMap(({ depends, selects }) => [...depends.flatMap(neededSymbols), ...selects]);
  return [...new Set(needed)].filter((symbol) => !definitions.has(symbol));
}

/** Names of what is missing, headers with brackets; none: it can be tried. `definitions` are the tree's and the suite's. */
export function missingNeeds(
  dir: string,
  arch: Arch,
  offered: ReadonlySet<string>,
  definitions: Definitions,
): readonly string[] {
  const headers = [...headersOf(dir, arch)].filter((header) => !offered.has(header)).map((header) => `<${header}>`);
  return [...undefinedSymbols(dir, definitions), ...headers].sort();
}
