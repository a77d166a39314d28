// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGcda, parseGcda, shapeOf, sumCounters, type CounterFile } from './gcda.ts';

/** `B22*`: gcc 12.2. */
const VERSION = 0x4232322a;

const anyRecord = fc.oneof(
  fc.record({
    kind: fc.constant('function' as const),
    words: fc.oneof(fc.constant([]), fc.array(fc.nat(0xffffffff), { minLength: 3, maxLength: 3 })),
  }),
  fc.record({ kind: fc.constant('counters' as const), count: fc.nat(6) }),
);

const anyFile: fc.Arbitrary<CounterFile> = fc
  .record({
    stamp: fc.nat(0xffffffff),
    checksum: fc.nat(0xffffffff),
    runs: fc.nat(1000),
    records: fc.array(anyRecord, { maxLength: 6 }),
    seed: fc.array(fc.bigInt({ min: 0n, max: 2n ** 48n - 1n }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ stamp, checksum, runs, records, seed }) => {
    const count = records.reduce((sum, record) => sum + (record.kind === 'counters' ? record.count : 0), 0);
    const counters = new Uint32Array(BigUint64Array.from(seed.slice(0, count)).buffer);
    return { version: VERSION, stamp, checksum, runs, largestRunMaximum: runs, records, counters };
  });

const words = (...values: number[]): Uint8Array => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value >>> 0, index * 4));
  return bytes;
};

const reasonFor = (bytes: Uint8Array): string => {
  const result = parseGcda(bytes);
  return result.kind === 'unusable' ? result.reason : 'usable';
};

const valuesOf = (counters: Uint32Array): bigint[] => [...new BigUint64Array(counters.slice().buffer)];

const HEADER = [0x67636461, VERSION, 1, 2];

describe('gcda files', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        expect(parseGcda(formatGcda(file))).toEqual({ kind: 'counters', file });
      }),
    );
  });

  it('get an answer whatever their bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parseGcda(bytes).kind).toBe('unusable');
      }),
    );
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.nat(255), (file, at, value) => {
        const bytes = formatGcda(file);
        bytes[at % bytes.length] = value;
        expect(['counters', 'unusable']).toContain(parseGcda(bytes).kind);
      }),
    );
  });

  it('are refused when cut anywhere, at a record too', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (file, at) => {
        const bytes = formatGcda(file);
        expect(reasonFor(bytes.subarray(0, at % bytes.length))).toBe('cut off');
      }),
    );
  });

  it('may say that counters are all zero without spelling them out', () => {
    const result = parseGcda(words(...HEADER, 0x01000000, 12, 7, 8, 9, 0x01a10000, -24, 0));
    expect(result).toMatchObject({ kind: 'counters', file: { counters: new Uint32Array(6) } });
  });

  it.each([
    ['another magic', words(0x67636e6f, VERSION, 1, 2, 0), 'no gcda magic'],
    ['an older format', words(0x67636461, 0x4131322a, 1, 2, 0), 'older than 12'],
    ['counters that do not add up', words(...HEADER, 0x01a30000, 8, 1, 0, 0), 'cannot be merged'],
    ['a monstrous claim of zeros', words(...HEADER, 0x01a10000, -0x7fffff8, 0), 'counter record of'],
    ['a count that no boot reaches', words(...HEADER, 0x01a10000, 8, 0, 0x10000, 0), '2^48'],
    ['half a counter', words(...HEADER, 0x01a10000, 4, 1, 0), 'counter record of 4 bytes'],
    ['something after the end', words(...HEADER, 0, 1), '4 bytes after its end mark'],
  ])('are refused for %s', (_what, bytes, reason) => {
    expect(reasonFor(bytes)).toContain(reason);
  });

  it('sum counter by counter', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const { counters, runs } = sumCounters([file, file, file]);
        expect(valuesOf(counters)).toEqual(valuesOf(file.counters).map((count) => BigInt.asUintN(64, count * 3n)));
        expect(runs).toBe(file.runs * 3);
      }),
    );
  });

  it('have a shape that ignores counts and nothing else', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (one, other) => {
        expect(shapeOf({ ...one, counters: other.counters, runs: 0 })).toBe(shapeOf(one));
        expect(shapeOf({ ...one, stamp: one.stamp + 1 })).not.toBe(shapeOf(one));
        expect(shapeOf({ ...one, records: [...one.records, { kind: 'counters', count: 1 }] })).not.toBe(shapeOf(one));
      }),
    );
  });
});
