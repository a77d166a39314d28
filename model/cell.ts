// SPDX-License-Identifier: BSD-3-Clause
/** The points of a matrix and what is built and started for them. Plain data, shared by every stage. */

export type Arch = 'x86_64' | 'arm64';
export const ARCHES: readonly Arch[] = ['x86_64', 'arm64'];

/** `microvm-acpi` is microvm with ACPI tables in place of the MultiProcessor table. */
export type QemuMachine = 'microvm' | 'microvm-acpi' | 'q35' | 'virt-gicv2' | 'virt-gicv3';

/** `process`: none, programs run as processes of the host's own kernel. */
export type Machine = QemuMachine | 'process';

/** A machine as the list of a prebuilt image writes it, in QEMU's words. */
export type ForeignMachine = `qemu:${string}`;

/** CPU model: one that has nothing newer than its name says, or `max`, all that the accelerator can do. */
export type CpuModel = 'max' | 'qemu64' | 'cortex-a57' | 'cortex-a72';

/** How CPUs are numbered: one after the other, or with numbers left out where a socket's count is no power of two. */
export type Topology = 'packed' | 'gaps';

/** `storm`: the timer of each CPU interrupts as often as the kernel can take it, whatever runs. */
export type Timer = 'quiet' | 'storm';

/**
 * Who ends the machine: `main` when it returns, as soon as the suites have run; the power `button`, pressed by the harness at a random
 * moment; a `request` of another CPU or thread while main() sleeps for ever.
 */
export type End = 'main' | 'button' | 'request';
/** Checks of memory tags (Arm's Memory Tagging Extension): none, faults at the access, noted for later, or loads so and stores so. */
export type MemoryTags = 'off' | 'sync' | 'async' | 'asymm';

/** Accelerator that a cell asks for; `auto` is resolved by measurement before boots start. */
export type Accel = 'auto' | 'tcg' | 'kvm';

/** One value for each axis. Axes a matrix does not name hold their defaults. */
export interface Axes {
  readonly kernel: string;
  readonly arch: Arch;
  readonly libc: string;
  readonly smp: number;
  readonly machine: Machine | ForeignMachine;
  /** Of a prebuilt image in QEMU's words. */
  readonly cpu: string;
  readonly topology: Topology;
  readonly timer: Timer;
  readonly end: End;
  readonly mte: MemoryTags;
  readonly accel: Accel;
  readonly memoryMiB: number;
}

/** One point of the matrix. `id` is stable between runs and safe as a file name: `x86_64-nolibc-microvm-smp4`. */
export interface Cell {
  readonly id: string;
  readonly axes: Axes;
  /** Names of the suites that run in this cell, in order. */
  readonly suites: readonly string[];
  /** Key of the image this cell boots (see ImagePlan). */
  readonly image: string;
}

/** One image to be built: many cells may share it. */
export interface ImagePlan {
  /** Short readable key, unique within a plan: `reference-x86_64-nolibc-cov`. */
  readonly key: string;
  readonly kernel: string;
  readonly arch: Arch;
  readonly libc: string;
  readonly coverage: boolean;
  /** Whether it knows memory tags: all modes of a plan share one image, as the command line chooses. */
  readonly memoryTags: boolean;
  /** Whether its atomic operations are instructions of FEAT_LSE (Armv8.1-A). */
  readonly largeAtomics: boolean;
  readonly suites: readonly string[];
}

/** A case as the image itself lists it. */
export interface CaseId {
  readonly suite: string;
  readonly name: string;
}

/** `suite.case`, the form used on command lines and in reports. */
export const caseKey = (id: CaseId): string => `${id.suite}.${id.name}`;
