// SPDX-License-Identifier: BSD-3-Clause
/** The image among what a build left. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import type { Arch } from '../../model/cell.ts';
import type { TestProvider } from '../library-tests.ts';
import type { LeftOut } from './left-out.ts';

export interface ForeignImage {
  readonly hash: string;
  readonly file: string;
  readonly debugFile: string;
  /** What is built in. */
  readonly providers: readonly TestProvider[];
  readonly leftOut: readonly LeftOut[];
  readonly findings: readonly string[];
  /** Something could not be fetched, or changed while it was built: the same request may lead to more the next time. */
  readonly isPartial?: boolean;
  /** As many CPUs as the configuration allows, where it says so. */
  readonly cpuCount?: number;
  /** The symbol of a console that would print from the start on, and is off: what comes before the kernel finds its console is lost. */
  readonly unusedEarlyConsole?: string;
}

/** A name of an image, or of what goes with it: `.gz`, `.sym`. Configurations choose the first word. */
export const isImageName = (name: string): boolean => /_\w+-(?:x86_64|arm64)(?:\.\w+)*$/.test(name);

/** Platforms are spelled in several ways: `_kvm-` up to 0.12, `_qemu-` since, `_fc-` is for another monitor. */
export function imageIn(outDir: string, arch: Arch): { readonly file: string } | { readonly message: string } {
  const names = globSync(`*_*-${arch}`, { cwd: outDir }).filter((name) => existsSync(join(outDir, name)));
  const name = ['qemu', 'kvm'].flatMap((platform) => names.filter((one) => one.endsWith(`_${platform}-${arch}`)))[0];
  if (name !== undefined) return { file: join(outDir, name) };
  const others = names.length === 0 ? 'nothing' : names.join(', ');
  const advice = 'it has to build for QEMU: PLAT_KVM, and KVM_VMM_QEMU where there is a choice';
  return { message: `make succeeded and left ${others}, but no NAME_qemu-${arch} or NAME_kvm-${arch}; ${advice}` };
}
