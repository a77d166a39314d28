// SPDX-License-Identifier: BSD-3-Clause
import type { BuildFailure } from '../build-errors.ts';

/** A suite, or a library with all its suites, that cannot be built. */
export interface LeftOut extends BuildFailure {
  readonly symbol: string;
  readonly library: string;
  readonly suites: readonly string[];
  /** Where the suite is one of ours: its one source that cannot be built, and whether that is for what the tree lacks. */
  readonly source?: { readonly name: string; readonly isLacking: boolean };
  /** Nobody is to blame: what all of it needs the tree does not have, or the architecture is another. */
  readonly isLacking?: boolean;
}
