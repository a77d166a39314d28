// SPDX-License-Identifier: BSD-3-Clause
/**
 * The QEMU command line for one boot (QEMU 7.2 and later). Guests are untrusted: no network, no default devices, no monitor, the
 * seccomp sandbox, and one folder over 9p.
 */
import type { Arch, ForeignMachine, Machine, MemoryTags, QemuMachine, Topology } from '../../model/cell.ts';
import { securityModel } from './share.ts';

export interface QemuBoot {
  /** The matrix's word for the kernel: what is not ours gets a serial port and nothing that it may not know. */
  readonly kernel: string;
  readonly arch: Arch;
  readonly machine: Machine | ForeignMachine;
  readonly accel: 'tcg' | 'kvm';
  readonly smp: number;
  /** QEMU's name of the model; absent: all that the accelerator can do. */
  readonly cpu?: string | undefined;
  readonly topology?: Topology | undefined;
  /** Absent: off, as QEMU's memory for tags costs a little. The kernel is told by its command line which checks to make. */
  readonly mte?: MemoryTags | undefined;
  readonly memoryMiB: number;
  readonly image: string;
  /** The kernel's command line, without argv[0]. */
  readonly append: string;
  /** Host folder of the 9p share with mount tag `ukmatrix`; null: no share. */
  readonly shareDir: string | null;
  /** Host folder of the share with mount tag `programs`, which the guest may only read. */
  readonly programsDir?: string | undefined;
}

export const SANDBOX = 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny';

/** Machines without the timers and buses that the kernels do not use: they cost milliseconds in each start. */
const MACHINES: Readonly<Record<QemuMachine, string>> = {
  microvm: 'microvm,acpi=off,pit=off,pic=off,rtc=off,isa-serial=on',
  'microvm-acpi': 'microvm,acpi=on,pit=off,pic=off,rtc=off,isa-serial=on',
  q35: 'q35,smbus=off,sata=off,vmport=off,pit=off,hpet=off,usb=off',
  'virt-gicv2': 'virt,gic-version=2,acpi=off,dtb-randomness=off',
  'virt-gicv3': 'virt,gic-version=3,its=off,acpi=off,dtb-randomness=off',
};

function machineOption({ machine, mte = 'off' }: QemuBoot): string {
  if (machine === 'process') throw new Error('QEMU was asked to run a process of the host');
  if (isForeign(machine)) return machine.slice('qemu:'.length);
  return mte === 'off' ? MACHINES[machine] : `${MACHINES[machine]},mte=on`;
}

const isForeign = (machine: Machine | ForeignMachine): machine is ForeignMachine => machine.startsWith('qemu:');

export const QEMU: Readonly<Record<Arch, string>> = { x86_64: 'qemu-system-x86_64', arm64: 'qemu-system-aarch64' };

/** A comma inside a value of a QEMU option is written twice. */
const escaped = (value: string): string => value.replaceAll(',', ',,');

/** x86_64 reports its end through a port: status (value << 1) | 1. arm64 can only switch off. */
const exitDevice = (arch: Arch): string[] =>
  arch === 'x86_64' ? ['-device', 'isa-debug-exit,iobase=0x501,iosize=4'] : [];

/** The reference kernel, or a tree that offers all that it does. */
const isOurs = (kernel: string): boolean => kernel === 'reference' || kernel.startsWith('tree:');

/** virtio-mmio as VIRTIO 1.1 has it; virtio-pci offers that by itself. */
const transport = ({ kernel, machine, shareDir }: QemuBoot): string[] =>
  machine === 'q35' || (!isOurs(kernel) && shareDir === null) ? [] : ['-global', 'virtio-mmio.force-legacy=false'];

/**
 * QEMU writes a serial port's output byte by byte, and a virtio port's as the guest sends it, line by line. Both write to one stdio,
 * which closes the virtio port at the end of its input: then the guest keeps to the serial port.
 */
function consoleDevices({ kernel, machine }: QemuBoot): string[] {
  if (!isOurs(kernel)) return ['-serial', 'stdio'];
  const bus = machine === 'q35' ? 'virtio-serial-pci' : 'virtio-serial-device';
  return [
    '-chardev',
    'stdio,id=console,mux=on',
    '-serial',
    'chardev:console',
    '-device',
    `${bus},max_ports=2`,
    '-device',
    'virtserialport,chardev=console,nr=1',
  ];
}

function share(machine: Machine | ForeignMachine, dir: string | null): string[] {
  if (dir === null) return [];
  const device = machine === 'q35' ? 'virtio-9p-pci' : 'virtio-9p-device';
  return [
    '-fsdev',
    `local,id=share,path=${escaped(dir)},security_model=${securityModel(dir)},fmode=0600,dmode=0700`,
    '-device',
    `${device},fsdev=share,mount_tag=ukmatrix`,
  ];
}

function programShare({ machine, programsDir }: QemuBoot): string[] {
  if (programsDir === undefined) return [];
  const device = machine === 'q35' ? 'virtio-9p-pci' : 'virtio-9p-device';
  return [
    '-fsdev',
    `local,id=programs,path=${escaped(programsDir)},security_model=none,readonly=on`,
    '-device',
    `${device},fsdev=programs,mount_tag=programs`,
  ];
}

function cpuOption({ accel, cpu = 'max' }: QemuBoot): string {
  return accel === 'kvm' && cpu === 'max' ? 'host' : cpu;
}

/** APIC IDs have a field of bits for each level: three cores in a socket take the room of four. */
function smpOption({ smp, topology }: QemuBoot): string {
  if (topology !== 'gaps') return `${smp}`;
  const [cores, sockets] = [3, Math.ceil(smp / 3)];
  return `${smp},sockets=${sockets},cores=${cores},threads=1,maxcpus=${sockets * cores}`;
}

export function qemuCommand(boot: QemuBoot): [file: string, ...args: string[]] {
  return [
    QEMU[boot.arch],
    '-M',
    machineOption(boot),
    '-accel',
    boot.accel,
    '-cpu',
    cpuOption(boot),
    '-m',
    `${boot.memoryMiB}`,
    '-smp',
    smpOption(boot),
    '-nodefaults',
    '-no-user-config',
    '-display',
    'none',
    '-no-reboot',
    '-sandbox',
    SANDBOX,
    ...transport(boot),
    ...consoleDevices(boot),
    ...exitDevice(boot.arch),
    ...share(boot.machine, boot.shareDir),
    ...programShare(boot),
    '-kernel',
    boot.image,
    '-append',
    boot.append,
  ];
}
