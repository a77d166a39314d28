// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { parseAddr2line, shownPath } from './symbols.ts';

test('inlined frames share the address of the frame they are in', () => {
  const output = '0x101234\ninner\n/src/lib/a.c:10\nouter\n/src/lib/b.c:20 (discriminator 3)\n0x105678\n??\n??:0\n';
  expect(parseAddr2line(output, ['0x101234', '0x105679'], '/src')).toEqual([
    { address: '0x101234', function: 'inner', file: 'lib/a.c', line: 10 },
    { address: '0x101234', function: 'outer', file: 'lib/b.c', line: 20 },
    { address: '0x105679', function: null, file: null, line: null },
  ]);
});

test('files outside of the project keep their path', () => {
  expect(shownPath('/usr/include/x.h', '/src')).toBe('/usr/include/x.h');
});
