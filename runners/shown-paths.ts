// SPDX-License-Identifier: BSD-3-Clause
/** File names in what a guest tells, as people know them. */
import { join } from 'node:path';
import type { RawEvidence } from './boot.ts';
import { shownPath } from './symbols.ts';

/** Files as the compiler was given them: relative to the kernel's root, or absolute for folders outside of it. */
export function withShownPaths(
  event: RawEvidence['tap'][number],
  kernelDir: string,
  rootDir: string,
): RawEvidence['tap'][number] {
  if (event.type !== 'case-ended' && event.type !== 'open-case') return event;
  const shown = (file: string): string => shownPath(file.startsWith('/') ? file : join(kernelDir, file), rootDir);
  const failures = event.failures.map((failure) =>
    failure.file === null ? failure : { ...failure, file: shown(failure.file) },
  );
  if (event.type === 'case-ended') return { ...event, failures };
  const { after } = event;
  return { ...event, failures, after: after === null ? null : { ...after, file: shown(after.file) } };
}
