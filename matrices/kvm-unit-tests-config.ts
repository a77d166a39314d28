// SPDX-License-Identifier: BSD-3-Clause
/** What the configuration of a built tree of kvm-unit-tests (`config.mak`: lines `NAME=value`) says of its programs. Text only. */

export interface BuiltFor {
  /** As their lists spell it: `x86_64`, `i386`, `arm64`, ... */
  readonly arch: string | null;
  /** Their runner's -cpu under emulation, where it has one. */
  readonly cpu: string | null;
  /** They are applications of UEFI, no kernels. */
  readonly isEfi: boolean;
}

/** Where releases keep the emulated CPU, the newest first. */
const CPU_NAMES = ['TARGET_CPU', 'DEFAULT_QEMU_CPU', 'PROCESSOR'] as const;
/** On x86 their runner leaves it to QEMU, and `PROCESSOR` is the compiler's. */
const CPU_ARCH = 'arm64';

export function readConfig(text: string): BuiltFor {
  const values = new Map(
    [...text.matchAll(/^(?<name>[A-Z_]+)=(?<value>[\w.,+=-]+)[ \t\r]*$/gm)].map(({ groups }) => [
      groups?.['name'] ?? '',
      groups?.['value'] ?? '',
    ]),
  );
  const arch = values.get('ARCH') ?? null;
  const cpu = CPU_NAMES.map((name) => values.get(name)).find((value) => value !== undefined);
  return {
    arch,
    cpu: arch === CPU_ARCH ? (cpu ?? null) : null,
    isEfi: values.get('CONFIG_EFI') === 'y',
  };
}
