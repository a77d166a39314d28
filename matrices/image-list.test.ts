// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { UserError } from '../model/errors.ts';
import { parseImageList } from './image-list.ts';

function complaints(text: string): string[] {
  try {
    parseImageList(text, 'list.yaml');
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('defaults may say all but the name, the file too: one kernel with many command lines', () => {
  const list = `
defaults: { file: bzImage, arch: x86_64, protocol: ktap }
images:
  - { name: one, append: seed=1 }
  - { name: two, append: seed=2, file: other }
`;
  const images = parseImageList(list, 'lists/list.yaml');
  expect(images.map(({ name, file, append }) => [name, file, append])).toEqual([
    ['one', 'lists/bzImage', 'seed=1'],
    ['two', 'lists/other', 'seed=2'],
  ]);
});

test('files of protocols and modules are beside the list', () => {
  const list = `
defaults: { file: m.elf, arch: x86_64 }
images:
  - { name: patterns, protocol: mine.yaml, initrd: rd.cpio }
  - { name: output, protocol: expected/m.out, initrd: [a, 'b arg', /c] }
  - { name: named, protocol: exit-code }
`;
  const images = parseImageList(list, 'lists/list.yaml');
  expect(images.map(({ protocol, initrd }) => [protocol, initrd])).toEqual([
    ['lists/mine.yaml', ['lists/rd.cpio']],
    ['lists/expected/m.out', ['lists/a', 'lists/b arg', '/c']],
    ['exit-code', undefined],
  ]);
});

test('an entry may take over what another says, as merge keys of YAML do, and say some of it otherwise', () => {
  const list = `
images:
  - &first { name: one, file: a, arch: arm64, protocol: tap, args: [-semihosting], smp: 2 }
  - { <<: *first, name: two, file: b, smp: 4 }
`;
  const [one, two] = parseImageList(list, 'list.yaml');
  expect(two).toEqual({ ...one, name: 'two', file: 'b', smp: 4 });
});

test.each<[string, readonly string[]]>([
  [
    'images:\n  - { name: a, file: x }\n',
    ['list.yaml:2:5: arch is missing; known: x86_64, arm64', 'list.yaml:2:5: protocol is missing'],
  ],
  [
    'images:\n  - { name: null, file: x, arch: x86_64, protocol: tap, devices: edu }\n',
    [
      'list.yaml:2:13: name: expected string, received null',
      'list.yaml:2:66: devices: expected array, received string',
    ],
  ],
  [
    'defaults: { arch: arm46, timeoutMs: soon, protocol: tap }\nimages: [{ name: a, file: x }, { name: b, file: x }]\n',
    [
      'list.yaml:1:19: unknown value "arm46" for axis arch; known: x86_64, arm64; did you mean arm64?',
      'list.yaml:1:37: timeoutMs: expected number, received string',
    ],
  ],
  [
    'images:\n  - &a { name: a, file: x, arch: arm46, protocol: tap }\n  - { <<: *a, name: b }\n',
    ['list.yaml:2:34: unknown value "arm46" for axis arch; known: x86_64, arm64; did you mean arm64?'],
  ],
  ['images: []\n', ['list.yaml:1:9: images: Too small: expected array to have >=1 items']],
])('%j is told once for each mistake, with the key and where it stands', (text, messages) => {
  expect(complaints(text)).toEqual(messages);
});
