// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TestProvider } from '../library-tests.ts';
import { suitesBehind } from './option-blame.ts';

const dir = mkdtempSync(join(tmpdir(), 'option-blame-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const provider = (name: string, ...needs: string[]): TestProvider => ({
  ...{ symbol: `LIB${name}_TEST`, dir: `/lib/${name}`, library: name, suites: [name] },
  ...{ cases: [], sources: [], isWhole: false, needs },
});
const isSpare = ({ library }: TestProvider): boolean => library !== 'A';
const ASKED = [provider('A'), provider('B', 'LIBB_PAGING'), provider('C')];

function behind(text: string): string {
  const file = join(dir, 'plat.c');
  writeFileSync(file, text);
  const found = suitesBehind([{ message: 'x', file, line: 1 }], ASKED, isSpare, ({ library }) => `LIB${library}`);
  return found.map(({ library }) => library).join();
}

test('the suite whose symbol the source names, or a feature that it asked for', () => {
  expect(behind('#if CONFIG_LIBA_TEST || CONFIG_LIBC\n')).toBe('A');
  expect(behind('#ifdef CONFIG_LIBB_PAGING\n')).toBe('B');
});

test('else those of the library that it names', () => {
  expect(behind('#ifdef CONFIG_LIBC\n')).toBe('C');
});

test('all that can be spared where it names none of them', () => {
  expect(behind('#ifdef CONFIG_OTHER\nint CONFIG_LIBA_TESTS;\n')).toBe('B,C');
});
