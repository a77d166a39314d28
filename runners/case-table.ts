// SPDX-License-Identifier: BSD-3-Clause
/**
 * The cases that a kernel holds, from the tables that <uk/test.h> lays out in its file: struct uk_testcase_info between uktest_cases_start
 * and uktest_cases_end, pointers to struct uk_testsuite between uktest_suites_start and uktest_suites_end (LP64, fixed addresses). No boot
 * is needed, so a kernel that cannot tell its cases has them all the same, and one that forgets a case is found out.
 */
import { caseKey, type CaseId } from '../model/cell.ts';
import type { PlannedCase } from '../model/events.ts';
import { ElfFile, NotInElf } from './counters/elf-file.ts';

const BOUNDS = ['uktest_cases_start', 'uktest_cases_end', 'uktest_suites_start', 'uktest_suites_end'];
const POINTER_BYTES = 8;
/** suite, name, desc, func, file, line. */
const CASE_BYTES = 48;
/** name, init, class, prio, supply; what follows is of no interest. */
const SUITE_BYTES = 32;

interface Suite {
  readonly name: string;
  readonly level: number;
  readonly priority: number;
  /** Its cases are known at run time only. */
  readonly isSupplied: boolean;
}

const addressAt = (bytes: Buffer, offset: number): number => Number(bytes.readBigUInt64LE(offset));

function rows(elf: ElfFile, start: number, end: number, size: number): Buffer[] {
  const bytes = elf.read(start, end - start);
  return Array.from({ length: bytes.length / size }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function readSuite(elf: ElfFile, address: number): Suite {
  const bytes = elf.read(address, SUITE_BYTES);
  return {
    name: elf.text(addressAt(bytes, 0)),
    level: bytes.readUInt32LE(16),
    priority: bytes.readUInt32LE(20),
    isSupplied: addressAt(bytes, 24) !== 0,
  };
}

function readCase(elf: ElfFile, bytes: Buffer): PlannedCase {
  const [suite, name, file] = [0, 8, 32].map((offset) => elf.text(addressAt(bytes, offset)));
  return { suite: suite ?? '', name: name ?? '', file: file ?? null, line: bytes.readUInt32LE(40) };
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** By file in link order, then by line. */
function inOrderOfDefinition(cases: readonly PlannedCase[]): PlannedCase[] {
  const ranks = new Map([...new Set(cases.map(({ file }) => file))].map((file, rank) => [file, rank]));
  const rank = ({ file }: PlannedCase): number => ranks.get(file) ?? 0;
  return cases.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0));
}

export interface CaseTable {
  /** Of suites that are registered, in the order in which they run; files as the compiler names them. */
  readonly cases: readonly PlannedCase[];
  /** Of suites that nobody registered: they never run. */
  readonly orphans: readonly PlannedCase[];
  /** Suites whose cases no table can tell. */
  readonly supplied: ReadonlySet<string>;
}

/** Null where the file is no kernel with uktest. */
export function caseTable(file: string): CaseTable | null {
  try {
    return tableIn(new ElfFile(file));
  } catch (error) {
    if (error instanceof NotInElf) return null;
    throw error;
  }
}

function tableIn(elf: ElfFile): CaseTable | null {
  const found = elf.symbols(BOUNDS);
  const [cases, casesEnd, suites, suitesEnd] = BOUNDS.map((name) => found.get(name));
  if (cases === undefined || casesEnd === undefined || suites === undefined || suitesEnd === undefined) return null;
  const defined = inOrderOfDefinition(rows(elf, cases, casesEnd, CASE_BYTES).map((row) => readCase(elf, row)));
  const registered = rows(elf, suites, suitesEnd, POINTER_BYTES)
    .map((row) => readSuite(elf, addressAt(row, 0)))
    .toSorted((a, b) => a.level - b.level || a.priority - b.priority || byBytes(a.name, b.name));
  const names = new Set(registered.map(({ name }) => name));
  return {
    cases: registered.flatMap(({ name }) => defined.filter(({ suite }) => suite === name)),
    orphans: defined.filter(({ suite }) => !names.has(suite)),
    supplied: new Set(registered.filter(({ isSupplied }) => isSupplied).map(({ name }) => name)),
  };
}

/** In which way the list that a kernel tells is not that of its table, in words; null: it is. */
export function listDisagreement(listed: readonly CaseId[], { cases, orphans, supplied }: CaseTable): string | null {
  const told = listed.filter(({ suite }) => !supplied.has(suite)).map(caseKey);
  const held = cases.map(caseKey);
  const [toldSet, heldSet] = [new Set(told), new Set(held)];
  const lost = held.filter((key) => !toldSet.has(key));
  const invented = told.filter((key) => !heldSet.has(key));
  if (lost.length > 0) return `the kernel holds ${first(lost)}, but does not list it`;
  if (invented.length > 0) return `the kernel lists ${first(invented)}, but does not hold it`;
  const orphan = orphans[0];
  if (orphan !== undefined)
    return `${first(orphans.map(caseKey))} never runs: no uk_testsuite_register(${orphan.suite}, ...) is linked`;
  const at = held.findIndex((key, index) => key !== told[index]);
  if (at !== -1) return `the kernel lists ${told[at] ?? 'nothing'} where ${held[at] ?? 'nothing'} is due`;
  return told.length === held.length ? null : `the kernel lists ${told.length} cases and holds ${held.length}`;
}

const first = ([one = '', ...others]: readonly string[]): string =>
  others.length === 0 ? one : `${one} (and ${others.length} more)`;
