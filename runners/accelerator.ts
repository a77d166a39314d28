// SPDX-License-Identifier: BSD-3-Clause
/**
 * Which accelerator is worth using. That /dev/kvm opens says nothing: on some machines a guest then never leaves real mode. So a guest of a
 * few instructions is started once and must switch off within a limit; the answer is kept for this machine, kernel and QEMU.
 */
import { accessSync, constants, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, release } from 'node:os';
import { dirname, join } from 'node:path';
import { findExecutable, HOST_ARCH } from '../kernels/toolchain.ts';
import type { Accel, Arch } from '../model/cell.ts';
import { MonitorProcess } from './monitors/process.ts';
import { QEMU } from './monitors/qemu-command.ts';

const PROBE_LIMIT_MS = 300;

/** mov dx,0x501; mov eax,0x10; out dx,eax; hlt */
const X86_CODE = [0x66, 0xba, 0x01, 0x05, 0xb8, 0x10, 0, 0, 0, 0xef, 0xf4];
/** movz w0,#8; movk w0,#0x8400,lsl #16 (PSCI SYSTEM_OFF, DEN0022 5.1.11); hvc #0; b . */
const ARM64_CODE = [0x52800100, 0x72b08000, 0xd4000002, 0x14000000];

/**
 * An ELF32 file with one segment at 1 MiB and the PVH note (Xen's x86/HVM direct boot ABI: type 18, name "Xen") that names its entry.
 */
function pvhImage(code: readonly number[]): Buffer {
  const [headerBytes, programBytes, loadAt] = [52, 32, 0x100000];
  const noteAt = headerBytes + 2 * programBytes;
  const codeAt = noteAt + 20;
  const bytes = Buffer.alloc(codeAt + code.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  bytes.writeUInt16LE(2, 16); // ET_EXEC
  bytes.writeUInt16LE(3, 18); // EM_386
  bytes.writeUInt32LE(1, 20);
  bytes.writeUInt32LE(loadAt + codeAt, 24); // e_entry
  bytes.writeUInt32LE(headerBytes, 28); // e_phoff
  bytes.writeUInt16LE(headerBytes, 40);
  bytes.writeUInt16LE(programBytes, 42);
  bytes.writeUInt16LE(2, 44); // e_phnum
  const program = (at: number, ...words: readonly number[]): void => {
    words.forEach((word, index) => bytes.writeUInt32LE(word, at + 4 * index));
  };
  program(headerBytes, 1, 0, loadAt, loadAt, bytes.length, bytes.length, 5, 0x1000); // PT_LOAD r-x
  program(headerBytes + programBytes, 4, noteAt, loadAt + noteAt, loadAt + noteAt, 20, 20, 4, 4); // PT_NOTE
  program(noteAt, 4, 4, 18, 0x006e6558, loadAt + codeAt); // sizes, type, "Xen\0", entry
  bytes.set(code, codeAt);
  return bytes;
}

function probeImage(arch: Arch): Buffer {
  if (arch === 'x86_64') return pvhImage(X86_CODE);
  const bytes = Buffer.alloc(4 * ARM64_CODE.length);
  ARM64_CODE.forEach((word, index) => bytes.writeUInt32LE(word, 4 * index));
  return bytes;
}

function probeCommand(arch: Arch, accel: 'tcg' | 'kvm', image: string): string[] {
  const isX86 = arch === 'x86_64';
  const machine = isX86 ? 'microvm,acpi=off,pit=off,pic=off,rtc=off' : 'virt';
  const exit = isX86 ? ['-device', 'isa-debug-exit,iobase=0x501,iosize=4'] : [];
  const cpu = accel === 'kvm' ? 'host' : 'max';
  const plain = ['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-m', '64'];
  return [QEMU[arch], '-M', machine, '-accel', accel, '-cpu', cpu, ...plain, ...exit, '-kernel', image];
}

/** Starts the probe guest; true when it switched off by itself in time. */
export async function probe(arch: Arch, accel: 'tcg' | 'kvm', dir: string, limitMs: number): Promise<boolean> {
  mkdirSync(dir, { recursive: true });
  const image = join(dir, `probe-${arch}-${process.pid}`);
  writeFileSync(image, probeImage(arch));
  const guest = new MonitorProcess(probeCommand(arch, accel, image), () => undefined);
  const timer = setTimeout(() => void guest.kill('the probe took too long'), limitMs);
  const { exit } = await guest.ended;
  clearTimeout(timer);
  rmSync(image);
  return exit.kind === 'status' && exit.status === (arch === 'x86_64' ? 33 : 0);
}

function isKvmAccessible(): boolean {
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What the answer depends on. */
function machineIdentity(qemu: string): string {
  const { size, mtimeMs } = statSync(realpathSync(qemu));
  return [hostname(), release(), qemu, size, mtimeMs, statSync('/dev/kvm').ctimeMs].join(' ');
}

/** Measurements under way by cache file: cells that ask at the same time share one. */
const underWay = new Map<string, Promise<'tcg' | 'kvm'>>();

async function measure(arch: Arch, cacheFile: string, identity: string): Promise<'tcg' | 'kvm'> {
  const accel = (await probe(arch, 'kvm', dirname(cacheFile), PROBE_LIMIT_MS)) ? 'kvm' : 'tcg';
  writeFileSync(cacheFile, JSON.stringify({ identity, accel }));
  return accel;
}

/** The cell's accelerator, `auto` resolved by measurement. `home`: where the answer is kept. */
export async function resolveAccel(asked: Accel, arch: Arch, home: string): Promise<'tcg' | 'kvm'> {
  if (asked !== 'auto') return asked;
  const qemu = findExecutable(QEMU[arch]);
  if (arch !== HOST_ARCH || qemu === null || !isKvmAccessible()) return 'tcg';
  const cacheFile = join(home, 'cache', `accelerator-${arch}.json`);
  const identity = machineIdentity(qemu);
  const known = readAnswer(cacheFile);
  if (known?.identity === identity) return known.accel;
  const measurement = underWay.get(cacheFile) ?? measure(arch, cacheFile, identity);
  underWay.set(cacheFile, measurement);
  return measurement;
}

function readAnswer(file: string): { identity: string; accel: 'tcg' | 'kvm' } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { identity: string; accel: 'tcg' | 'kvm' };
  } catch {
    return null; // Never measured here, or cut short: measured again.
  }
}
