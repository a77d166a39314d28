// SPDX-License-Identifier: BSD-3-Clause
/** Shares of a whole, as coverage counts them. */

export interface Ratio {
  readonly found: number;
  readonly hit: number;
}

/** `87.5 %`, rounded down so that 100 % means all; `-` where there is nothing to cover. */
export const percent = ({ found, hit }: Ratio): string =>
  found === 0 ? '-' : `${(Math.floor((hit / found) * 1_000) / 10).toFixed(1)} %`;
