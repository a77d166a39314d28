// SPDX-License-Identifier: BSD-3-Clause
/**
 * What Kconfig made of a request. `defconfig` drops a symbol without a word when its dependencies do not hold; this finds the
 * dropped ones and says which part of their `depends on` is to blame, down to the symbol that somebody has to set. Files are read in
 * kconfig-file.ts.
 */
import { didYouMean } from '../model/glob.ts';
import type { Definition, Definitions } from './kconfig-file.ts';

/** Values in a .config: `y`, a number, a string without quotes. A symbol that is not set is absent. */
export function parseDotConfig(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/^CONFIG_(\w+)=(.*)$/gm)) {
    values.set(name, value.replace(/^"(.*)"$/, '$1'));
  }
  return values;
}

export type Values = ReadonlyMap<string, string>;

const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='] as const;
type Comparison = (typeof COMPARISONS)[number];

/** `A && !B || (C = "x")`, as a tree. */
type Expression =
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'not'; readonly inner: Expression }
  | { readonly kind: 'compare'; readonly left: string; readonly right: string; readonly operator: Comparison }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] };

/** Linux, Documentation/kbuild/kconfig-language.rst, "Menu dependencies": `!` binds before `&&`, that before `||`. */
class ExpressionParser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/&&|\|\||[!<>]=|[!()=<>]|"[^"]*"|[\w./-]+/g) ?? [];
  }

  any(): Expression {
    return this.#list('or', '||', () => this.#list('and', '&&', () => this.#atom()));
  }

  #list(kind: 'and' | 'or', operator: string, next: () => Expression): Expression {
    const first = next();
    const parts = [first];
    while (this.#tokens[this.#at] === operator) {
      this.#at++;
      parts.push(next());
    }
    return parts.length === 1 ? first : { kind, parts };
  }

  #atom(): Expression {
    const token = this.#tokens[this.#at++] ?? 'n';
    if (token === '!') return { kind: 'not', inner: this.#atom() };
    if (token === '(') {
      const inner = this.any();
      this.#at++;
      return inner;
    }
    const operator = COMPARISONS.find((one) => one === this.#tokens[this.#at]);
    if (operator === undefined) return { kind: 'symbol', name: token };
    const right = this.#tokens[this.#at + 1] ?? '';
    this.#at += 2;
    return { kind: 'compare', left: token, right, operator };
  }
}

const parse = (expression: string): Expression => new ExpressionParser(expression).any();

function valueOf(token: string, values: Values): string {
  if (token.startsWith('"')) return token.slice(1, -1);
  return /^[ynm]$|^\d+$|^0x/.test(token) ? token : (values.get(token) ?? 'n');
}

/** What is no number, as a symbol that is not set, is neither less nor more than anything. */
function compares(left: string, operator: Comparison, right: string): boolean {
  const isNumeric = [left, right].every((value) => /^-?\d+$|^0x[0-9a-fA-F]+$/.test(value));
  const isEqual = isNumeric ? Number(left) === Number(right) : left === right;
  if (operator === '=' || operator === '!=') return isEqual === (operator === '=');
  if (isEqual || !isNumeric) return isEqual && operator.endsWith('=');
  return Number(left) < Number(right) === operator.startsWith('<');
}

function holds(expression: Expression, values: Values): boolean {
  switch (expression.kind) {
    case 'symbol':
      return valueOf(expression.name, values) !== 'n';
    case 'not':
      return !holds(expression.inner, values);
    case 'compare':
      return compares(valueOf(expression.left, values), expression.operator, valueOf(expression.right, values));
    case 'and':
      return expression.parts.every((part) => holds(part, values));
    case 'or':
      return expression.parts.some((part) => holds(part, values));
  }
}

export const evaluate = (expression: string, values: Values): boolean => holds(parse(expression), values);

function shown(expression: Expression): string {
  switch (expression.kind) {
    case 'symbol':
      return expression.name;
    case 'not':
      return `!${shownInside(expression.inner)}`;
    case 'compare':
      return `${expression.left} ${expression.operator} ${expression.right}`;
    case 'and':
      return expression.parts.map(shownInside).join(' && ');
    case 'or':
      return expression.parts.map(shownInside).join(' || ');
  }
}

const shownInside = (part: Expression): string =>
  part.kind === 'and' || part.kind === 'or' ? `(${shown(part)})` : shown(part);

/** The smallest parts that together make it false. */
function unmetParts(expression: Expression, values: Values): Expression[] {
  if (holds(expression, values)) return [];
  return expression.kind === 'and' ? expression.parts.flatMap((part) => unmetParts(part, values)) : [expression];
}

/** Symbols that an expression needs whatever else holds: `A` and `C` of `A && (B || D) && C`. */
export function neededSymbols(expression: string): string[] {
  const parsed = parse(expression);
  const parts = parsed.kind === 'and' ? parsed.parts : [parsed];
  return parts.flatMap((part) => (part.kind === 'symbol' ? [part.name] : []));
}

/** Links of a chain of dependencies that anyone would read. */
const DEEPEST = 3;

class Reasons {
  readonly #values: Values;
  readonly #definitions: Definitions;

  constructor(values: Values, definitions: Definitions) {
    this.#values = values;
    this.#definitions = definitions;
  }

  /** Unmet parts of the definition that comes nearest to being visible. */
  #unmetOf(definitions: readonly Definition[]): Expression[] {
    const each = definitions.map(({ depends }) =>
      depends.flatMap((expression) => unmetParts(parse(expression), this.#values)),
    );
    return each.reduce((best, one) => (one.length < best.length ? one : best), each[0] ?? []);
  }

  dropped(name: string, value: string): string {
    const definitions = this.#definitions.get(name);
    if (definitions === undefined)
      return `no Config.uk defines ${name}${didYouMean(name, [...this.#definitions.keys()])}`;
    const unmet = this.#unmetOf(definitions);
    if (unmet.length === 0) return `Kconfig dropped ${name}: ${this.#overriddenBy(name, value, definitions)}`;
    const [first, ...others] = unmet;
    const isOne = first !== undefined && others.length === 0;
    const because = isOne ? this.#because(first, [name]) : this.#undefinedIn(unmet);
    const verb = isOne ? 'does' : 'do';
    return `Kconfig dropped ${name}: it depends on ${unmet.map(shown).join(' and ')}, which ${verb} not hold${because}`;
  }

  /** Why one unmet part does not hold, where its symbol can be followed; `chain` leads to it. */
  #because(part: Expression, chain: readonly string[]): string {
    if (part.kind !== 'symbol' || chain.length > DEEPEST) return '';
    if (chain.includes(part.name)) return ' (a circle: each of them waits for the other)';
    const definitions = this.#definitions.get(part.name);
    if (definitions === undefined) return ` (no Config.uk defines ${part.name})`;
    const [first, ...others] = this.#unmetOf(definitions);
    if (first === undefined) {
      const isForPeople = definitions.some(({ hasPrompt }) => hasPrompt);
      return isForPeople ? ' (it is not set)' : this.#selectorsOf(part.name);
    }
    const more = others.length === 0 ? this.#because(first, [...chain, part.name]) : '';
    const all = [first, ...others].map(shown).join(' and ');
    return ` (it depends on ${all}, which does not hold${more})`;
  }

  #undefinedIn(parts: readonly Expression[]): string {
    const names = parts.flatMap((part) => (part.kind === 'symbol' ? [part.name] : []));
    const unknown = names.filter((name) => !this.#definitions.has(name));
    return unknown.length === 0 ? '' : ` (no Config.uk defines ${unknown.join(', nor ')})`;
  }

  #selectorsOf(name: string): string {
    const selectors = [...this.#definitions]
      .filter(([, definitions]) => definitions.some(({ selects }) => selects.includes(name)))
      .map(([selector]) => selector);
    return selectors.length === 0 ? '' : ` (only ${selectors.slice(0, 4).join(', ')} can set it)`;
  }

  #overriddenBy(name: string, value: string, definitions: readonly Definition[]): string {
    if (definitions.every(({ hasPrompt }) => !hasPrompt)) {
      return `it has no prompt, so nobody can ask for it${this.#selectorsOf(name)}`;
    }
    const hidden = this.#hiddenBy(definitions);
    if (hidden !== null) return hidden;
    const choice = definitions.find((definition) => definition.choice !== null)?.choice ?? null;
    const chosen = choice === null ? undefined : this.#chosenIn(choice);
    if (chosen !== undefined && chosen !== name) return `it is one of a choice, and ${chosen} is chosen`;
    const has = this.#values.get(name);
    if (value === 'n') return `other symbols select it${this.#selectorsOf(name)}`;
    return has === undefined
      ? 'another symbol overrides it'
      : `it is ${JSON.stringify(has)}, not ${JSON.stringify(value)}`;
  }

  /** Null: somebody who opens the menus sees one of its prompts. */
  #hiddenBy(definitions: readonly Definition[]): string | null {
    const each = definitions
      .filter(({ hasPrompt }) => hasPrompt)
      .map(({ visibleIf }) => visibleIf.flatMap((expression) => unmetParts(parse(expression), this.#values)));
    const [first] = each;
    if (first === undefined || each.some((unmet) => unmet.length === 0)) return null;
    const because = first[0] !== undefined && first.length === 1 ? this.#because(first[0], []) : '';
    return `nobody can ask for it unless ${first.map(shown).join(' and ')}${because}`;
  }

  #chosenIn(choice: number): string | undefined {
    return [...this.#definitions]
      .filter(([, definitions]) => definitions.some((definition) => definition.choice === choice))
      .map(([name]) => name)
      .find((name) => this.#values.get(name) === 'y');
  }
}

/** Whether another symbol may set it, whoever asks for what. */
export const isSelected = (name: string, definitions: Definitions): boolean =>
  [...definitions.values()].some((all) => all.some(({ selects }) => selects.includes(name)));

/** Whether a request (name -> value) came through; `n` means not set. */
export const isKept = (name: string, value: string, values: Values): boolean => (values.get(name) ?? 'n') === value;

/** One sentence for each requested symbol (name -> value) that did not survive. */
export function droppedSymbols(requested: Values, values: Values, definitions: Definitions): string[] {
  const reasons = new Reasons(values, definitions);
  return [...requested]
    .filter(([name, value]) => !isKept(name, value, values))
    .map(([name, value]) => reasons.dropped(name, value));
}
