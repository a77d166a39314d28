// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { droppedSymbols, evaluate, parseDotConfig, parseKconfig } from './kconfig.ts';

const CONFIG = parseDotConfig('CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_NAME="x y"\nCONFIG_N=8\n');

test('a .config holds what is set', () => {
  expect([...CONFIG]).toEqual([
    ['A', 'y'],
    ['NAME', 'x y'],
    ['N', '8'],
  ]);
});

test('expressions bind as in the language: ! over && over ||', () => {
  expect(evaluate('A && !B', CONFIG)).toBe(true);
  expect(evaluate('B && B || A', CONFIG)).toBe(true);
  expect(evaluate('B && (B || A)', CONFIG)).toBe(false);
  expect(evaluate('NAME = "x y" && N != 9', CONFIG)).toBe(true);
  expect(evaluate('!(A || B)', CONFIG)).toBe(false);
});

test('a dropped symbol is named with the dependency that dropped it, also one of the block around it', () => {
  const definitions = parseKconfig([
    'if B\nconfig X\n\tbool "x"\n\tdepends on A\nendif\nmenu "m"\n\tdepends on C\nconfig Y\n\tbool\nendmenu\nconfig Z\n\tbool\n',
  ]);
  const requested = new Map([
    ['A', 'y'],
    ['X', 'y'],
    ['Y', 'y'],
    ['Z', 'y'],
    ['XX', 'y'],
  ]);
  expect(droppedSymbols(requested, CONFIG, definitions)).toEqual([
    'Kconfig dropped X: it depends on B, which does not hold',
    'Kconfig dropped Y: it depends on C, which does not hold',
    'Kconfig dropped Z: another symbol overrides it',
    'no Config.uk defines XX; did you mean X, Y, Z?',
  ]);
});
