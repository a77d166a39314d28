// SPDX-License-Identifier: BSD-3-Clause
/** The QEMU command line for a prebuilt image. What the list says comes last, so that it wins over our defaults. */
import type { ImageEntry } from '../../matrices/image-list.ts';
import { QEMU, SANDBOX } from './qemu-command.ts';

const MACHINES = { x86_64: 'q35', arm64: 'virt' } as const;

export const machineOf = ({ arch, machine }: ImageEntry): string => machine ?? MACHINES[arch];

const cpuOf = ({ arch, cpu }: ImageEntry): string | null => cpu ?? (arch === 'arm64' ? 'max' : null);

const option = (name: string, value: string | null | undefined): string[] =>
  value === null || value === undefined ? [] : [name, value];

const LOAD_OPTIONS: Readonly<Record<ImageEntry['load'], (file: string) => string[]>> = {
  kernel: (file) => ['-kernel', file],
  bios: (file) => ['-bios', file],
  drive: (file) => ['-drive', `file=${file.replaceAll(',', ',,')},format=raw,snapshot=on`],
};

export function imageCommand(image: ImageEntry, accel: 'tcg' | 'kvm'): string[] {
  return [
    QEMU[image.arch],
    ...['-M', machineOf(image), '-accel', accel],
    ...option('-cpu', cpuOf(image)),
    ...['-m', `${image.memoryMiB}`, '-smp', `${image.smp}`],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-sandbox', SANDBOX, '-serial', 'stdio'],
    ...image.devices.flatMap((device) => ['-device', device]),
    ...LOAD_OPTIONS[image.load](image.file),
    ...option('-initrd', image.initrd),
    ...option('-append', image.append),
    ...image.args,
  ];
}
