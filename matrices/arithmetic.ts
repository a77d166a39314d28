// SPDX-License-Identifier: BSD-3-Clause
/**
 * What `$(( ))` of a shell says about whole numbers (POSIX.1-2017, XCU 2.6.4), as far as lists of tests use it: decimal numbers, named
 * values, sums, products, comparisons, `?:`, parentheses. It computes; it cannot run anything.
 */

const TOKEN = /\s*(?:(\d{1,9})|\$?\{?([A-Za-z_]\w*)\}?|(<=|>=|==|!=|[-+*/%<>?:()]))/y;

type Token = number | string;

function tokensOf(text: string, values: Readonly<Record<string, number>>): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text);
    if (found === null) return null;
    const [, number, name, operator] = found;
    const value = name === undefined ? undefined : values[name];
    if (name !== undefined && value === undefined) return null;
    tokens.push(number === undefined ? (value ?? operator ?? '') : Number(number));
  }
  return tokens;
}

const BINARY: readonly Readonly<Record<string, (left: number, right: number) => number>>[] = [
  { '==': (a, b) => Number(a === b), '!=': (a, b) => Number(a !== b) },
  {
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => Math.trunc(a / b), '%': (a, b) => a % b },
];

class Evaluator {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** NaN for what is no expression. */
  whole(): number {
    const value = this.#conditional();
    return this.#at === this.#tokens.length ? value : NaN;
  }

  #takes(operator: string): boolean {
    if (this.#tokens[this.#at] !== operator) return false;
    this.#at++;
    return true;
  }

  #conditional(): number {
    const condition = this.#binary(0);
    if (!this.#takes('?')) return condition;
    const yes = this.#conditional();
    if (!this.#takes(':')) return NaN;
    const no = this.#conditional();
    return condition === 0 ? no : yes;
  }

  #binary(level: number): number {
    const operators = BINARY[level];
    if (operators === undefined) return this.#primary();
    let left = this.#binary(level + 1);
    for (;;) {
      const token = this.#tokens[this.#at];
      const operator = typeof token === 'string' ? operators[token] : undefined;
      if (operator === undefined) return left;
      this.#at++;
      left = operator(left, this.#binary(level + 1));
    }
  }

  #primary(): number {
    if (this.#takes('-')) return -this.#primary();
    if (this.#takes('(')) {
      const inner = this.#conditional();
      return this.#takes(')') ? inner : NaN;
    }
    const token = this.#tokens[this.#at++];
    return typeof token === 'number' ? token : NaN;
  }
}

/** Null for anything that is no such expression, has an unknown name in it, or divides by zero. */
export function evaluate(text: string, values: Readonly<Record<string, number>>): number | null {
  const tokens = tokensOf(text, values);
  const value = tokens === null ? NaN : new Evaluator(tokens).whole();
  return Number.isFinite(value) ? value : null;
}
