// SPDX-License-Identifier: BSD-3-Clause
/** How sure one can be of a rate of failures: Wilson's score interval (E. B. Wilson, 1927), sound for few attempts and rates near 0. */

/** The standard normal quantile for 95 %, two-sided. */
const Z = 1.959964;

/** Bounds of the failure rate at 95 % confidence, each 0 to 1; without any attempt everything is possible. */
export function wilsonInterval(failures: number, attempts: number): readonly [low: number, high: number] {
  if (attempts === 0) return [0, 1];
  const rate = failures / attempts;
  const shrink = 1 + Z ** 2 / attempts;
  const centre = (rate + Z ** 2 / (2 * attempts)) / shrink;
  const half = (Z / shrink) * Math.sqrt((rate * (1 - rate)) / attempts + Z ** 2 / (4 * attempts ** 2));
  // At the ends the bound is exact; rounding must not move it.
  return [failures === 0 ? 0 : centre - half, failures === attempts ? 1 : centre + half];
}
