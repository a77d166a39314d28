// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { droppedSymbols, evaluate, isSelected, parseDotConfig } from './kconfig.ts';
import { parseKconfig, type Definitions } from './kconfig-file.ts';

const TEXT = 'CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_NAME="x y"\nCONFIG_N=8\n';
const CONFIG = parseDotConfig(TEXT);
const parse = (text: string): Definitions => parseKconfig([['Config.uk', text]]);
const dropped = (text: string, ...names: string[]): string[] =>
  droppedSymbols(new Map(names.map((name) => [name, 'y'])), CONFIG, parse(text));

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
  expect(evaluate('N = 8', CONFIG)).toBe(true);
  expect(['N > 1', 'N >= 8', 'N < 16', 'N <= 0x8'].every((one) => evaluate(one, CONFIG))).toBe(true);
  expect(['N > 8', 'N < 8', 'N >= 10', 'B > 1 && A'].some((one) => evaluate(one, CONFIG))).toBe(false);
});

test('a dropped symbol is named with the dependency that dropped it, also one of the block around it', () => {
  const text =
    'if B\nconfig X\n\tbool "x"\n\tdepends on A\nendif\nmenu "m"\n\tdepends on C\nconfig Y\n\tbool "y"\nendmenu\nconfig Z\n\tbool "z"\n';
  expect(dropped(text, 'A', 'X', 'Y', 'Z', 'XX')).toEqual([
    'Kconfig dropped X: it depends on B, which does not hold (no Config.uk defines B)',
    'Kconfig dropped Y: it depends on C, which does not hold (no Config.uk defines C)',
    'Kconfig dropped Z: another symbol overrides it',
    'no Config.uk defines XX; did you mean X, Y, Z?',
  ]);
});

test('what is around the place that names a file is around what it defines, unless several places do', () => {
  const own = (name: string): string => `config ${name}\n\tbool "${name}"\n`;
  const definitions = parseKconfig([
    ['/t/arch/x/Config.uk', own('IN_X')],
    ['/t/lib/arch/x/Config.uk', own('ELSEWHERE')],
    ['/t/both/Config.uk', own('IN_BOTH')],
    ['/t/Config.uk', 'if (B)\n\tsource "$(UK_BASE)/arch/Config.uk"\nsource "$UK_BASE/both/Config.uk"\nendif\n'],
    ['/t/arch/Config.uk', 'if C\nsource "$(UK_BASE)/arch/x/Config.uk"\nendif\nsource "$(UK_BASE)/both/Config.uk"\n'],
    ['/t/circle/Config.uk', `source "$(UK_BASE)/circle/Config.uk"\n${own('ROUND')}`],
    ['/t/made/Config.uk', `source "$(shell,$(UK_BASE)/menu.sh -o '$(KCONFIG_DIR)/libs.uk')"\n${own('MADE')}`],
  ]);
  const dependsOf = (name: string): string[] => definitions.get(name)?.flatMap(({ depends }) => depends) ?? ['missing'];
  expect(dependsOf('IN_X')).toEqual(['(B)', 'C']);
  for (const name of ['ELSEWHERE', 'IN_BOTH', 'ROUND', 'MADE']) expect([name, dependsOf(name)]).toEqual([name, []]);
});

test('of a long condition only the part that does not hold is named', () => {
  const text = 'config X\n\tbool "x"\n\tdepends on A && (B || C) && !A && N = 8\n';
  expect(dropped(text, 'X')).toEqual(['Kconfig dropped X: it depends on B || C and !A, which do not hold']);
  expect(dropped('config X\n\tbool "x"\n\tdepends on N > 8\n', 'X')).toEqual([
    'Kconfig dropped X: it depends on N > 8, which does not hold',
  ]);
});

test('a chain of dependencies is followed to the symbol that somebody has to set', () => {
  const text = [
    'config X\n\tbool "x"\n\tdepends on PAGING',
    'config PAGING\n\tbool "p"\n\tdepends on HAVE_PAGING',
    'config HAVE_PAGING\n\tbool',
    'config ARCH\n\tbool "a"\n\tselect HAVE_PAGING if A',
  ].join('\n');
  expect(dropped(text, 'X')).toEqual([
    'Kconfig dropped X: it depends on PAGING, which does not hold (it depends on HAVE_PAGING, which does not hold (only ARCH can set it))',
  ]);
});

test('a comment behind what is selected is none of it', () => {
  const definitions = parse('config X\n\tbool "x"\n\tselect A # needed by <uk/list.h>\n\tselect B if A\n');
  expect(definitions.get('X')?.[0]?.selects).toEqual(['A', 'B']);
  expect(['A', 'B', 'C'].map((name) => isSelected(name, definitions))).toEqual([true, true, false]);
});

test('what a help text says depends on nothing', () => {
  const text =
    'config X\n\tbool "x"\n\thelp\n\t  Say y\n\t    depends on B\n\n\t  if C\n\tdepends on C\nconfig Y\n\tbool "y"\n';
  const definitions = parse(text);
  expect(definitions.get('X')?.[0]?.depends).toEqual(['C']);
  expect(definitions.get('Y')?.[0]?.depends).toEqual([]);
});

test('a comment keeps its dependencies to itself, and a line may be continued', () => {
  const text =
    'config X\n\tbool "x"\n\tdepends on A && \\\n\t\tB\ncomment "no"\n\tdepends on C\nconfig Y\n\tdef_bool y\n';
  const definitions = parse(text);
  expect(definitions.get('X')?.[0]?.depends).toEqual(['A &&  \t\tB']);
  expect(definitions.get('Y')?.[0]).toMatchObject({ depends: [], hasPrompt: false, type: 'bool' });
});

test('members of a choice exclude each other', () => {
  const text = 'choice\n\tprompt "c"\n\tdepends on A\nconfig A\n\tbool "a"\nconfig X\n\tbool "x"\nendchoice\n';
  expect(dropped(text, 'X')).toEqual(['Kconfig dropped X: it is one of a choice, and A is chosen']);
});

test('a symbol without a prompt cannot be asked for, one with another value says which', () => {
  const text = 'config X\n\tbool\nconfig Y\n\tbool "y"\n\tselect X\nconfig N\n\tint "n"\n\trange 1 8\n';
  expect(dropped(text, 'X')).toEqual([
    'Kconfig dropped X: it has no prompt, so nobody can ask for it (only Y can set it)',
  ]);
  expect(droppedSymbols(new Map([['N', '9']]), CONFIG, parse(text))).toEqual(['Kconfig dropped N: it is "8", not "9"']);
});

test('of several definitions the one that comes nearest counts', () => {
  const text = 'config X\n\tbool "x"\n\tdepends on B && C\nconfig X\n\tbool "x"\n\tdepends on D\n';
  expect(dropped(text, 'X')).toEqual([
    'Kconfig dropped X: it depends on D, which does not hold (no Config.uk defines D)',
  ]);
});

test('not to be set is a request, too', () => {
  const text = 'config A\n\tbool "a"\nconfig Y\n\tbool "y"\n\tselect A\n';
  expect(
    droppedSymbols(
      new Map([
        ['A', 'n'],
        ['B', 'n'],
      ]),
      CONFIG,
      parse(text),
    ),
  ).toEqual(['Kconfig dropped A: other symbols select it (only Y can set it)']);
});

test('a prompt that is hidden is no way to set a symbol', () => {
  const text =
    'config X\n\tbool "x if y" if B\n\tdefault n\nmenu "m"\n\tvisible if C\nconfig Y\n\tbool\n\tprompt "y"\nendmenu\nconfig B\n\tbool "b"\n';
  expect(dropped(text, 'X')).toEqual(['Kconfig dropped X: nobody can ask for it unless B (it is not set)']);
  expect(dropped(text, 'Y')).toEqual(['Kconfig dropped Y: nobody can ask for it unless C (no Config.uk defines C)']);
});

test('dependencies that lead back are told as a circle', () => {
  const text = 'config X\n\tbool "x"\n\tdepends on Y\nconfig Y\n\tbool "y"\n\tdepends on X\n';
  expect(dropped(text, 'X')).toEqual([
    'Kconfig dropped X: it depends on Y, which does not hold (it depends on X, which does not hold (a circle: each of them waits for the other))',
  ]);
});

test('of several parts that do not hold, those that nobody defines are named', () => {
  const text = 'config X\n\tbool "x"\n\tdepends on B && C && D\nconfig B\n\tbool "b"\n';
  expect(dropped(text, 'X')).toEqual([
    'Kconfig dropped X: it depends on B and C and D, which do not hold (no Config.uk defines C, nor D)',
  ]);
});
