// SPDX-License-Identifier: BSD-3-Clause
/** Where a case breaks, in words: for the page and for the terminal. */

/** @typedef {{ readonly id: string, readonly axes: object }} PlacedCell */

/** How an axis' value reads. @param {string} axis @param {string} value */
const valueWords = (axis, value) =>
  axis === 'smp'
    ? `smp ${value}`
    : axis === 'memoryMiB'
      ? `${value} MiB`
      : /^(on|off|none|\d.*)$/.test(value)
        ? `${axis} ${value}`
        : value;

/** @param {PlacedCell | undefined} cell @param {string} axis */
export const axisValue = (cell, axis) =>
  String(/** @type {Record<string, unknown>} */ (cell?.axes ?? {})[axis] ?? 'none');

/** Axes that say most first: of two that tell the same the later one is left out. */
const TELLING = ['kernel', 'arch', 'libc', 'smp', 'mte', 'cpu'];

/** @param {string} name */
const tellingRank = (name) => (TELLING.includes(name) ? TELLING.indexOf(name) : TELLING.length);

/** @typedef {{ readonly name: string, readonly values: ReadonlySet<string> }} Narrowing */

/**
 * Axes along which only some values are broken, as few as tell the same cells.
 * @param {readonly PlacedCell[]} broken @param {readonly PlacedCell[]} all
 */
function narrowings(broken, all) {
  const names = new Set(all.flatMap(({ axes }) => Object.keys(axes)));
  const found = [...names].flatMap((name) => {
    const values = new Set(broken.map((cell) => axisValue(cell, name)));
    const possible = new Set(all.map((cell) => axisValue(cell, name)));
    return values.size < possible.size ? [{ name, values }] : [];
  });
  const fitting = (/** @type {readonly Narrowing[]} */ some) =>
    all.filter((cell) => some.every(({ name, values }) => values.has(axisValue(cell, name)))).length;
  let kept = found.sort((one, other) => tellingRank(one.name) - tellingRank(other.name));
  for (const one of kept.toReversed()) {
    const without = kept.filter((other) => other !== one);
    if (fitting(without) === fitting(kept)) kept = without;
  }
  return { kept, isExact: fitting(kept) === broken.length };
}

/**
 * Of the cells that have a case: the axes along which only some values break.
 * @param {readonly PlacedCell[]} broken
 * @param {readonly PlacedCell[]} all cells that ran the case
 */
export function whereInWords(broken, all) {
  if (all.length === 1) return `in ${broken[0]?.id}, the only cell that has it`;
  if (broken.length === all.length) return `in all ${all.length} cells that have it`;
  const { kept, isExact } = narrowings(broken, all);
  const words = kept.map(({ name, values }) => [...values].map((value) => valueWords(name, value)).join(' or '));
  const share = `${broken.length} of ${all.length} cells`;
  if (words.length === 0) return `in ${share}`;
  return `${isExact ? 'only on' : 'on'} ${words.join(', ')} (${share})`;
}
