// SPDX-License-Identifier: BSD-3-Clause
/** The QEMU command line for a prebuilt image. What the list says comes last, so that it wins over our defaults. */
import type { ImageEntry } from '../../matrices/image-list.ts';
import { QEMU, SANDBOX } from './qemu-command.ts';

const MACHINES = { x86_64: 'q35', arm64: 'virt' } as const;

export const machineOf = ({ arch, machine }: ImageEntry): string => machine ?? MACHINES[arch];

const cpuOf = ({ arch, cpu }: ImageEntry): string | null => cpu ?? (arch === 'arm64' ? 'max' : null);

const option = (name: string, value: string | null | undefined): string[] =>
  value === null || value === undefined || value === '' ? [] : [name, value];

const driveOf = (file: string, how: string): string => `file=${file.replaceAll(',', ',,')},format=raw,${how}`;

const LOAD_OPTIONS: Readonly<Record<ImageEntry['load'], (file: string) => string[]>> = {
  kernel: (file) => ['-kernel', file],
  bios: (file) => ['-bios', file],
  drive: (file) => ['-drive', driveOf(file, 'snapshot=on')],
  cdrom: (file) => ['-drive', driveOf(file, 'media=cdrom,readonly=on')],
  floppy: (file) => ['-drive', driveOf(file, 'if=floppy,snapshot=on')],
};

/** An option that takes the standard streams by itself: `-serial stdio`, `-debugcon stdio`, `-chardev stdio,id=...`. */
const TAKES_STREAMS = /^(?:mon:)?stdio(?:,|$)/;
const SEMIHOSTING = /^--?semihosting(?<config>-config)?$/;

/** Where semihosting writes, unless an option says so; without it the words of the guest would be among the monitor's own. */
function withSemihosting(args: readonly string[]): string[] {
  const words = args.map((word, index) =>
    SEMIHOSTING.exec(args[index - 1] ?? '')?.groups?.['config'] === undefined ? word : `${word},chardev=console`,
  );
  const isFlagAlone = !args.some((word) => SEMIHOSTING.exec(word)?.groups?.['config'] !== undefined);
  return isFlagAlone ? [...words, '-semihosting-config', 'enable=on,chardev=console'] : words;
}

/** The first serial port speaks to us, unless the list gives our streams to another device; semihosting speaks beside it. */
function consoleAndArgs({ args }: ImageEntry): string[] {
  if (args.some((word) => TAKES_STREAMS.test(word))) return [...args];
  const isSemihosted = args.some((word) => SEMIHOSTING.test(word));
  const hasOwnPlace = args.some(
    (word, index) => SEMIHOSTING.test(args[index - 1] ?? '') && /(?:^|,)chardev=/.test(word),
  );
  if (!isSemihosted || hasOwnPlace) return ['-serial', 'stdio', ...args];
  return ['-chardev', 'stdio,id=console,mux=on', '-serial', 'chardev:console', ...withSemihosting(args)];
}

export function imageCommand(image: ImageEntry, accel: 'tcg' | 'kvm'): string[] {
  return [
    QEMU[image.arch],
    ...['-M', machineOf(image), '-accel', accel],
    ...option('-cpu', cpuOf(image)),
    ...['-m', `${image.memoryMiB}`, '-smp', `${image.smp}`],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-sandbox', SANDBOX],
    ...image.devices.flatMap((device) => ['-device', device]),
    ...LOAD_OPTIONS[image.load](image.file),
    ...option('-initrd', image.initrd?.join(',')),
    ...option('-append', image.append),
    ...consoleAndArgs(image),
  ];
}
