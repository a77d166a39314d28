// SPDX-License-Identifier: BSD-3-Clause
/** Numbers and times in words. */

/** @param {number} ms */
export function duration(ms) {
  if (ms < 1000) return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.round(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * Rounded down: what is not whole never reads 100 %.
 * @param {number} part
 * @param {number} whole
 */
export const percent = (part, whole) =>
  whole === 0 ? '-' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;

const NUMBERS = new Intl.NumberFormat('en');

/** @param {number} count */
export const inDigits = (count) => NUMBERS.format(count);

/** @param {number} count @param {string} one @param {string} [many] */
export const plural = (count, one, many = `${one}s`) => `${inDigits(count)} ${count === 1 ? one : many}`;

/** @param {number} bytes */
export const size = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1 << 20
      ? `${(bytes / 1024).toFixed(1)} KiB`
      : `${(bytes / (1 << 20)).toFixed(1)} MiB`;

/** @param {string} iso */
export const moment = (iso) => {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
};

const UNITS = /** @type {const} */ ([
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]);

/**
 * How long one moment was before another.
 * @param {string} iso
 * @param {string} laterIso
 */
export function before(iso, laterIso) {
  const ms = Date.parse(laterIso) - Date.parse(iso);
  const unit = UNITS.find(([, length]) => ms >= length);
  return unit === undefined ? 'less than a minute before' : `${plural(Math.floor(ms / unit[1]), unit[0])} before`;
}
