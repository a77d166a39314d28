// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadSuites } from './suite-file.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-suites-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

function load(name: string, text: string): ReturnType<typeof loadSuites> {
  const root = mkdtempSync(join(dir, 'suites-'));
  mkdirSync(join(root, name));
  writeFileSync(join(root, name, 'suite.yaml'), text);
  return loadSuites(root, root);
}

test('a folder of programs needs no Kconfig symbol', () => {
  const [suite] = load('strings', 'name: strings\ndescription: x\nprograms: true\nskip_status: 77\ncflags: [-O1]\n');
  expect(suite).toMatchObject({ programs: true, skip_status: 77, cflags: ['-O1'], kconfig: [] });
});

test.each([
  ['a library without a symbol', '', 'names its Kconfig symbol'],
  ['programs with a symbol', 'programs: true\nkconfig: [A]\n', ':4:10: kconfig: programs are not part of the kernel'],
  [
    'a library with a status for skips',
    'kconfig: [A]\nskip_status: 77\n',
    ':4:14: skip_status is for suites of programs',
  ],
  ['a status that no program has', 'programs: true\nskip_status: 256\n', ':4:14: skip_status: Too big'],
])('%s', (_, rest, message) => {
  expect(() => load('strings', `name: strings\ndescription: x\n${rest}`)).toThrow(message);
});
