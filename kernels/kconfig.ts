// SPDX-License-Identifier: BSD-3-Clause
/**
 * What Kconfig made of a request. `defconfig` drops a symbol without a word when its dependencies do not hold; this finds the
 * dropped ones and the part of their `depends on` that is to blame. Language: Linux Documentation/kbuild/kconfig-language.
 */
import { readFileSync } from 'node:fs';
import { didYouMean } from '../model/glob.ts';

/** Values in a .config: `y`, a number, a string without quotes. A symbol that is not set is absent. */
export function parseDotConfig(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/^CONFIG_(\w+)=(.*)$/gm)) {
    values.set(name, value.replace(/^"(.*)"$/, '$1'));
  }
  return values;
}

interface Definition {
  readonly depends: readonly string[];
}

/** Definitions by symbol, each with its own `depends on` and those of the menus and `if` blocks around it. */
export function parseKconfig(texts: readonly string[]): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const text of texts) readKconfigFile(text, definitions);
  return definitions;
}

function readKconfigFile(text: string, definitions: Map<string, Definition>): void {
  const around: string[][] = [];
  let depends: string[] = [];
  for (const line of text.split('\n')) {
    const [, keyword = '', rest = ''] = /^\s*([a-z]+)\s*(.*?)\s*$/.exec(line) ?? [];
    if (keyword === 'config' || keyword === 'menuconfig') {
      depends = [];
      definitions.set(rest, { depends: depends });
      depends.push(...around.flat());
    } else if (keyword === 'if') {
      around.push([rest]);
    } else if (keyword === 'menu' || keyword === 'choice') {
      depends = [];
      around.push(depends);
    } else if (/^end(?:if|menu|choice)$/.test(keyword)) {
      around.pop();
    } else if (keyword === 'depends') {
      depends.push(rest.replace(/^on\s+/, ''));
    }
  }
}

/** Truth of a Kconfig expression: `A && !B || (C = "x")`. */
export function evaluate(expression: string, values: ReadonlyMap<string, string>): boolean {
  const tokens = expression.match(/&&|\|\||!=|[!()=]|"[^"]*"|[\w./-]+/g) ?? [];
  let at = 0;
  const valueOf = (token: string): string =>
    token.startsWith('"') ? token.slice(1, -1) : /^[ynm]$/.test(token) ? token : (values.get(token) ?? 'n');
  const atom = (): boolean => {
    const token = tokens[at++] ?? 'n';
    if (token === '!') return !atom();
    if (token === '(') {
      const inner = any();
      at++;
      return inner;
    }
    const operator = tokens[at];
    if (operator !== '=' && operator !== '!=') return valueOf(token) !== 'n';
    const isEqual = valueOf(token) === valueOf(tokens[at + 1] ?? '');
    at += 2;
    return operator === '=' ? isEqual : !isEqual;
  };
  const every = (): boolean => {
    let result = atom();
    while (tokens[at] === '&&') {
      at++;
      result = atom() && result;
    }
    return result;
  };
  function any(): boolean {
    let result = every();
    while (tokens[at] === '||') {
      at++;
      result = every() || result;
    }
    return result;
  }
  return any();
}

/** One sentence for each requested symbol (name -> value) that did not survive. */
export function droppedSymbols(
  requested: ReadonlyMap<string, string>,
  values: ReadonlyMap<string, string>,
  definitions: ReadonlyMap<string, Definition>,
): string[] {
  return [...requested]
    .filter(([name, value]) => values.get(name) !== value)
    .map(([name]) => {
      const definition = definitions.get(name);
      if (definition === undefined) {
        return `no Config.uk defines ${name}${didYouMean(name, [...definitions.keys()])}`;
      }
      const unmet = definition.depends.filter((expression) => !evaluate(expression, values));
      const reason =
        unmet.length > 0 ? `it depends on ${unmet.join(' and ')}, which does not hold` : 'another symbol overrides it';
      return `Kconfig dropped ${name}: ${reason}`;
    });
}

export const readKconfigFiles = (files: readonly string[]): Map<string, Definition> =>
  parseKconfig(files.map((file) => readFileSync(file, 'utf8')));
