// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { StackFrame } from '../model/verdict.ts';
import { parseAddr2line, shownPath, withoutStaleLink } from './symbols.ts';

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

test('a link register that points into the function that faulted names no caller of it', () => {
  const frame = (address: string, name: string | null): StackFrame => ({
    address,
    function: name,
    file: 'a.c',
    line: 1,
  });
  const stale = [frame('0x20', 'inlined'), frame('0x20', 'outer'), frame('0x10', 'outer')];
  expect(withoutStaleLink(stale, ['0x20', '0x10'])).toEqual(stale.slice(0, 2));
  const [called, nowhere] = [frame('0x20', 'outer'), frame('0x90', null)];
  for (const first of [called, nowhere]) {
    const frames = [first, frame('0x10', first === nowhere ? null : 'caller')];
    expect(withoutStaleLink(frames, [first.address, '0x10'])).toEqual(frames);
  }
  const deep = [...stale, frame('0x8', 'main')];
  expect(withoutStaleLink(deep, ['0x20', '0x10', '0x8'])).toEqual(deep);
});
