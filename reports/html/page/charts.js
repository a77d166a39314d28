// SPDX-License-Identifier: BSD-3-Clause
/** Line charts as SVG, with the same numbers as a table for those who cannot see them. */
import { drawn, element } from './dom.js';
import { moment } from './words.js';

/**
 * @typedef {object} Point
 * @property {number | null} value null: the run has none
 * @property {string} label the run
 * @property {string} at ISO 8601
 * @property {string | null} href its page
 * @property {boolean} isThis
 */

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 220, 78, 16, 14, 28];

/** A step of 1, 2 or 5 times a power of ten. @param {number} span */
function stepFor(span) {
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** @param {readonly number[]} values @param {number} leastSpan @param {number | null} most */
function rangeOf(values, leastSpan, most) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max((high - low) * 0.15, (leastSpan - (high - low)) / 2);
  const step = stepFor(high - low + 2 * margin);
  const from = Math.max(0, Math.floor((low - margin) / step) * step);
  const to = Math.max(from + leastSpan, Math.ceil((high + margin) / step) * step);
  return { from, to: most === null ? to : Math.min(most, to), step };
}

/** @param {{ from: number, to: number, step: number }} range @param {(value: number) => string} format @param {(value: number) => number} y */
function gridLines({ from, to, step }, format, y) {
  const values = [];
  for (let value = from; value <= to + step / 1000; value += step) values.push(value);
  return values.flatMap((value) => [
    drawn('line', { class: 'grid-line', x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) }),
    drawn('text', { class: 'tick', x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, format(value)),
  ]);
}

/** First, last and some between, where they do not touch. @param {readonly Point[]} points @param {(index: number) => number} x */
function dates(points, x) {
  const every = Math.max(1, Math.ceil(points.length / 6));
  return points.flatMap(({ at }, index) => {
    if (index % every !== 0) return [];
    const text = new Date(at).toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
    return [drawn('text', { class: 'tick', x: x(index), y: HEIGHT - 8, 'text-anchor': 'middle' }, text)];
  });
}

/** Pieces of the line between runs that have no value. @param {readonly Point[]} points @param {(index: number) => number} x @param {(value: number) => number} y */
function linePath(points, x, y) {
  let path = '';
  let isDrawing = false;
  for (const [index, { value }] of points.entries()) {
    if (value !== null) path += `${isDrawing ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = value !== null;
  }
  return path;
}

/**
 * @param {Point} point @param {number} x @param {number} y
 * @param {(value: number) => string} format @param {(text: string) => void} tell
 */
function dot({ value, label, at, href, isThis }, x, y, format, tell) {
  const text = `${format(value ?? 0)}: ${isThis ? 'this run' : label}, ${moment(at)}`;
  const show = () => tell(text);
  const circle = drawn('circle', { class: isThis ? 'dot this' : 'dot', cx: x, cy: y, r: isThis ? 5 : 3.5 });
  const area = drawn('circle', { class: 'dot-area', cx: x, cy: y, r: 11 });
  const properties = { 'aria-label': text, mouseenter: show, focus: show };
  return href === null
    ? drawn('g', { ...properties, tabindex: 0, role: 'img' }, area, circle)
    : drawn('a', { ...properties, href }, area, circle);
}

/** @param {readonly Point[]} points @param {(value: number) => string} format */
function table(points, format) {
  const rows = points.map(({ value, label, at, href, isThis }) =>
    element(
      'tr',
      {},
      element('td', {}, moment(at)),
      element('td', {}, href === null ? label : element('a', { href }, label), isThis ? ' (this run)' : ''),
      element('td', { class: 'number' }, value === null ? '-' : format(value)),
    ),
  );
  return element(
    'details',
    {},
    element('summary', {}, 'as a table'),
    element('div', { class: 'scroll' }, element('table', {}, ...rows)),
  );
}

/**
 * @param {object} options
 * @param {string} options.title
 * @param {string} options.note what is drawn, in a sentence
 * @param {readonly Point[]} options.points oldest first
 * @param {(value: number) => string} options.format
 * @param {(value: number) => string} [options.tick] where that is too long for an axis
 * @param {number} options.leastSpan smaller differences are no news
 * @param {number | null} options.most values cannot be larger
 */
export function lineChart({ title, note, points, format, tick = format, leastSpan, most }) {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const latest = points.findLast(({ value }) => value !== null)?.value ?? null;
  const heading = element(
    'h3',
    {},
    title,
    ' ',
    element('strong', { class: 'latest' }, latest === null ? '' : format(latest)),
  );
  if (values.length === 0) return element('figure', {}, heading, element('p', { class: 'soft' }, 'no run measured it'));
  const range = rangeOf(values, leastSpan, most);
  /** @param {number} index */
  const x = (index) => LEFT + (points.length === 1 ? 0.5 : index / (points.length - 1)) * (WIDTH - LEFT - RIGHT);
  /** @param {number} value */
  const y = (value) =>
    HEIGHT - BOTTOM - ((value - range.from) / (range.to - range.from || 1)) * (HEIGHT - TOP - BOTTOM);
  const told = element('p', { class: 'soft told', 'aria-live': 'polite' }, note);
  const tell = (/** @type {string} */ text) => (told.textContent = text);
  const picture = drawn(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'chart', role: 'group', 'aria-label': `${title}: ${note}` },
    ...gridLines(range, tick, y),
    ...dates(points, x),
    drawn('path', { class: 'line-path', d: linePath(points, x, y) }),
    ...points.flatMap((point, index) =>
      point.value === null ? [] : [dot(point, x(index), y(point.value), format, tell)],
    ),
  );
  return element('figure', {}, heading, picture, told, table(points, format));
}
