// SPDX-License-Identifier: BSD-3-Clause
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { absolutePath } from './home-path.ts';
import { makeTree, parseConfigOption, parseTreeList } from './tree-list.ts';

test('a list of trees: defaults, values of Kconfig in both forms, paths relative to the list', () => {
  const [old, latest] = parseTreeList(
    'defaults: {arch: [x86_64, arm64], libs: [../lib-musl]}\ntrees:\n  - {name: old, path: uk-0.12, config: {CONFIG_A: y, N: 8, B: false}}\n  - {name: latest, path: /uk, arch: arm64, libs: [], config: ["CONFIG_S=\\"x\\"", "# CONFIG_B is not set"]}\n',
    '/lists/trees.yaml',
  );
  expect(old).toMatchObject({
    path: '/lists/uk-0.12',
    libs: ['/lib-musl'],
    arch: ['x86_64', 'arm64'],
    config: { A: 'y', N: '8', B: 'n' },
  });
  expect(latest).toMatchObject({ path: '/uk', libs: [], arch: ['arm64'], config: { S: 'x', B: 'n' } });
});

test.each([
  ['trees:\n  - {name: a, pth: x}\n', 'unknown key "pth"; known: name, path, libs'],
  ['trees:\n  - {name: a, path: x, config: ["A y"]}\n', '"A y" is no line of a configuration'],
  ['trees:\n  - {name: a, path: x}\n  - {name: a, path: y}\n', 'two trees are called a'],
  ['trees:\n  - {name: a, path: x, arch: arm46}\n', 'unknown value "arm46" for axis arch'],
])('%j is refused: %s', (text, message) => {
  expect(() => parseTreeList(text, 'trees.yaml')).toThrow(message);
});

test('the home folder is found where no shell looked for it', () => {
  expect(absolutePath('~/unikraft', '/')).toBe(join(homedir(), 'unikraft'));
  expect(makeTree({ name: 'a', path: '~/uk', libs: ['~/lib-musl'] }).libs).toEqual([join(homedir(), 'lib-musl')]);
});

test('--config takes pairs, or a file', () => {
  expect(parseConfigOption('CONFIG_A=y,N=8,S="x"')).toEqual({ A: 'y', N: '8', S: 'x' });
  expect(() => parseConfigOption('/no/such/file')).toThrow('--config: no file');
  expect(() => parseConfigOption('A=y,B')).toThrow('"B" is no line of a configuration');
});
