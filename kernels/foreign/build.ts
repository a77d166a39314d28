// SPDX-License-Identifier: BSD-3-Clause
/** A test image from a tree that is not ours, of sources that did not change while it was built. */
import { performance } from 'node:perf_hooks';
import type { ImageStore } from '../image-store.ts';
import type { HashCache } from '../inputs.ts';
import { compilerIdentity, compilerPackage, toolchainPrefix } from '../toolchain.ts';
import { Builder, failure, type ForeignBuild, type Outcome } from './builder.ts';
import { changeFinding } from './changed-sources.ts';

export type ForeignResult = Outcome & { readonly durationMs: number };

/** Once more where sources changed meanwhile. */
async function buildSettled(
  { signal }: ForeignBuild,
  builderAfter: (changed: readonly string[]) => Builder,
): Promise<Outcome> {
  const first = builderAfter([]);
  const outcome = await first.run();
  if (first.changed.length === 0 || signal.aborted) return outcome;
  const second = builderAfter(first.changed);
  const settled = await second.run();
  if (settled.kind === 'failed') return settled;
  const findings = [...settled.image.findings, changeFinding(first.changed, second.changed)];
  return { ...settled, image: { ...settled.image, findings } };
}

/** A failure is a value; only a bug throws. */
export async function buildForeign(
  build: ForeignBuild,
  store: ImageStore,
  hashes: HashCache,
  home: string,
): Promise<ForeignResult> {
  const startedMs = performance.now();
  const compiler = compilerIdentity(build.arch);
  if (compiler === null) {
    const message = `${toolchainPrefix(build.arch)}gcc is not installed; run: sudo apt-get install -y ${compilerPackage(build.arch)}`;
    return { kind: 'failed', durationMs: 0, ...failure(message) };
  }
  const result = await buildSettled(build, (before) => new Builder(build, before, compiler, store, hashes, home));
  hashes.save();
  return { ...result, durationMs: performance.now() - startedMs };
}
