// SPDX-License-Identifier: BSD-3-Clause
/**
 * Expressions of GitHub workflows (docs.github.com, "Evaluate expressions in workflows and actions"): what they read and call. A syntax error
 * is an answer like any other.
 */

export interface Reads {
  /** Each context with the names behind it: `needs.plan.outputs.matrix` as ['needs', 'plan', 'outputs', 'matrix']; `*` for what is computed. */
  readonly paths: readonly (readonly string[])[];
  readonly functions: readonly { readonly name: string; readonly argumentCount: number }[];
}

type Token = { readonly kind: 'name' | 'number' | 'string' | 'mark' | 'end'; readonly text: string };

const TOKEN =
  /\s*(?:(?<string>'(?:[^']|'')*')|(?<number>-?(?:0x[\dA-Fa-f]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?))|(?<name>[A-Za-z_][\w-]*)|(?<mark>&&|\|\||[=!<>]=|[!<>()[\].,*]))/y;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const groups: Record<string, string | undefined> | undefined = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw new SyntaxError(`unexpected ${JSON.stringify(text.slice(at).trim().slice(0, 10))}`);
    const [kind = 'mark', token = ''] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    tokens.push({ kind: kind as Token['kind'], text: token });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

const LITERALS = new Set(['true', 'false', 'null', 'NaN', 'Infinity']);
const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=', '&&', '||']);

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  readonly paths: string[][] = [];
  readonly functions: { name: string; argumentCount: number }[] = [];

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #take(text: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'mark' || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new SyntaxError(`${JSON.stringify(text)} is missing`);
  }

  whole(): void {
    this.#operand();
    const { kind, text } = this.#peek();
    if (kind !== 'end') throw new SyntaxError(`unexpected ${JSON.stringify(text)}`);
  }

  /** What an expression reads does not depend on which operator binds tighter. */
  #operand(): void {
    this.#unary();
    while (this.#peek().kind === 'mark' && COMPARISONS.has(this.#peek().text)) {
      this.#at++;
      this.#unary();
    }
  }

  #unary(): void {
    while (this.#take('!'));
    if (this.#take('(')) {
      this.#operand();
      this.#expect(')');
      return;
    }
    const { kind, text } = this.#peek();
    this.#at++;
    if (kind === 'string' || kind === 'number' || (kind === 'name' && LITERALS.has(text))) return;
    if (kind !== 'name')
      throw new SyntaxError(text === '' ? 'it ends too early' : `unexpected ${JSON.stringify(text)}`);
    if (this.#take('(')) this.#call(text);
    else this.#path(text);
  }

  #call(name: string): void {
    let argumentCount = 0;
    if (!this.#take(')')) {
      do {
        this.#operand();
        argumentCount++;
      } while (this.#take(','));
      this.#expect(')');
    }
    this.functions.push({ name, argumentCount });
    this.#steps([]);
  }

  #path(name: string): void {
    this.paths.push(this.#steps([name]));
  }

  #steps(path: string[]): string[] {
    for (;;) {
      if (this.#take('.')) {
        const { kind, text } = this.#peek();
        if (kind !== 'name' && text !== '*') throw new SyntaxError('a name is missing behind the dot');
        this.#at++;
        path.push(text);
      } else if (this.#take('[')) {
        const { kind, text } = this.#peek();
        this.#operand();
        this.#expect(']');
        path.push(kind === 'string' ? text.slice(1, -1) : '*');
      } else {
        return path;
      }
    }
  }
}

/** A string: why it is no expression. */
export function readsOf(expression: string): Reads | string {
  try {
    const parser = new Parser(expression);
    parser.whole();
    return { paths: parser.paths, functions: parser.functions };
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

/** The expressions in a text, and whether a bracket is left open. */
export function expressionsIn(text: string): { readonly expressions: readonly string[]; readonly isOpen: boolean } {
  const expressions = [...text.matchAll(/\$\{\{((?:[^}']|'(?:[^']|'')*'|\}(?!\}))*)\}\}/g)].map(([, one = '']) => one);
  const opened = text.split('${{').length - 1;
  return { expressions, isOpen: opened !== expressions.length };
}
