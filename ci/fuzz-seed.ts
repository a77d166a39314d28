// SPDX-License-Identifier: BSD-3-Clause
/**
 * Property tests try the same inputs in each run, so that red means that the change broke something. UKMATRIX_FUZZ_SEED=N tries others.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['UKMATRIX_FUZZ_SEED'] ?? 1) });
