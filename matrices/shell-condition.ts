// SPDX-License-Identifier: BSD-3-Clause
/** `[[ "$NAME" == word ]]`, several of them with `&&` or `||` between: the conditions of bash that can be told without one. */

const TEST = /^\[\[\s+"?\$\{?(?<name>\w+)\}?"?\s+(?<operator>==?|!=)\s+(?<word>"[\w.-]*"|'[\w.-]*'|[\w.-]+)\s+\]\]/;
const BETWEEN = /^\s*(?<operator>&&|\|\|)\s*/;

/** As bash evaluates it, from left to right; null where a variable is not known or it is written otherwise. */
export function holds(condition: string, variables: ReadonlyMap<string, string>): boolean | null {
  let value = true;
  let operator = '&&';
  let rest = condition.trim();
  for (;;) {
    const test = TEST.exec(rest);
    const known = variables.get(test?.groups?.['name'] ?? '');
    if (test === null || known === undefined) return null;
    const isEqual = known === test.groups?.['word']?.replaceAll(/["']/g, '');
    const found = isEqual === (test.groups?.['operator'] !== '!=');
    value = operator === '&&' ? value && found : value || found;
    rest = rest.slice(test[0].length);
    if (rest.trim() === '') return value;
    const between = BETWEEN.exec(rest);
    if (between === null) return null;
    operator = between.groups?.['operator'] ?? '';
    rest = rest.slice(between[0].length);
  }
}
