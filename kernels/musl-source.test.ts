// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { sourceEntries } from './musl-source.ts';

test('one-line entries of the release become source entries, options kept', () => {
  const text = [
    'deb [signed-by=/k.gpg arch=amd64] http://deb.example/debian bookworm main contrib',
    'deb http://deb.example/debian bookworm-updates main',
    'deb https://third.example/apt cloud-bookworm main',
    '# deb http://deb.example/debian bookworm main',
    'deb-src http://deb.example/debian bookworm main',
  ].join('\n');
  expect(sourceEntries([text], 'bookworm')).toEqual({
    list: ['deb-src [signed-by=/k.gpg arch=amd64] http://deb.example/debian bookworm main contrib'],
    sources: [],
  });
});

test('deb822 stanzas of the release become source stanzas, keys kept; others are left out', () => {
  const debian =
    'Types: deb\nURIs: http://deb.example/debian\nSuites: bookworm bookworm-updates\nComponents: main\nSigned-By: /k.gpg';
  const other = 'Types: deb\nURIs: https://node.example\nSuites: nodistro\nComponents: main';
  const { list, sources } = sourceEntries([`${debian}\n\n${other}\n`], 'bookworm');
  expect(list).toEqual([]);
  expect(sources).toEqual([debian.replace('Types: deb', 'Types: deb-src')]);
});

test("Ubuntu's musl is in universe", () => {
  const { list } = sourceEntries(
    ['deb http://a.example/ubuntu noble main\ndeb http://a.example/ubuntu noble universe'],
    'noble',
  );
  expect(list).toHaveLength(2);
});
