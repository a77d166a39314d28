// SPDX-License-Identifier: BSD-3-Clause
/** Names for addresses: one addr2line of the image's tool chain for a whole backtrace, inlined frames included. */
import { isAbsolute, relative } from 'node:path';
import { execa } from '../kernels/execa.ts';
import type { StackFrame } from '../model/verdict.ts';

/** `.` where a file lies outside of the project's root. */
export function shownPath(file: string, rootDir: string): string {
  const shown = relative(rootDir, file);
  return !isAbsolute(file) || shown.startsWith('..') ? file : shown;
}

/** Output of `addr2line -a -f -i`: an address, then a function and a place for each frame at it. */
export function parseAddr2line(output: string, addresses: readonly string[], rootDir: string): StackFrame[] {
  const frames: StackFrame[] = [];
  let index = -1;
  let name: string | null = null;
  for (const line of output.split('\n')) {
    if (/^0x[0-9a-f]+$/.test(line)) {
      index++;
      name = null;
    } else if (name === null) {
      name = line;
    } else {
      const [, file = '??', number = '?'] = /^(.*):(\d+|\?)(?: \(discriminator \d+\))?$/.exec(line) ?? [];
      frames.push({
        address: addresses[index] ?? '?',
        function: name === '??' ? null : name,
        file: file === '??' ? null : shownPath(file, rootDir),
        line: /^[1-9]\d*$/.test(number) ? Number(number) : null,
      });
      name = null;
    }
  }
  return frames;
}

/** A return address points behind its call, so all but the first (the faulting instruction) are looked up one byte earlier. */
const lookupAddress = (address: string, index: number): string =>
  index === 0 ? address : `0x${(BigInt(address) - 1n).toString(16)}`;

const isSameFunction = (one: StackFrame | undefined, other: StackFrame | undefined): boolean =>
  one?.function !== null && one?.function === other?.function && one?.file === other?.file;

/**
 * A link register where no callers are listed: once the function that faulted has called something, it holds a place in that function, which
 * called nothing that is still running.
 */
export function withoutStaleLink(frames: readonly StackFrame[], addresses: readonly string[]): StackFrame[] {
  const [fault, link] = addresses;
  const own = frames.filter(({ address }) => address === fault);
  const caller = frames.filter(({ address }) => address === link);
  return addresses.length === 2 && isSameFunction(own.at(-1), caller.at(-1)) ? own : [...frames];
}

/** Where an image's symbols are, and whose tools read them. */
export interface SymbolSource {
  readonly debugFile: string;
  readonly toolchainPrefix: string;
}

/** Bare addresses where the tool is missing or does not know them: a backtrace without names is better than none. */
export async function symbolise(
  addresses: readonly string[],
  image: SymbolSource,
  rootDir: string,
): Promise<StackFrame[]> {
  if (addresses.length === 0) return [];
  const bare = addresses.map((address) => ({ address, function: null, file: null, line: null }));
  const args = ['-e', image.debugFile, '-a', '-f', '-i', '-C', ...addresses.map(lookupAddress)];
  const result = await execa(`${image.toolchainPrefix}addr2line`, args, {
    reject: false,
    stdin: 'ignore',
    timeout: 10_000,
  });
  if (result.failed) return bare;
  const frames = withoutStaleLink(parseAddr2line(result.stdout, addresses, rootDir), addresses);
  return frames.length > 0 ? frames : bare;
}
