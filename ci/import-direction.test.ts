// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { layerOf, wrongImports } from './import-direction.ts';

/** Spelled apart so that the check does not take this file's examples for its own imports. */
const importing = (specifier: string): string => ['import { x } from', `'${specifier}';`].join(' ');

test('a report may import the model but no executor', () => {
  expect(wrongImports('reports/junit.ts', importing('../model/events.ts'))).toEqual([]);
  const [wrong] = wrongImports('reports/junit.ts', importing('../runners/executor.ts'));
  expect(wrong?.message).toBe('reports/junit.ts imports runners/executor.ts: reports may import only reports, model');
});

test('dynamic imports and side-effect imports count', () => {
  expect(wrongImports('model/cell.ts', ['await import(', `'../runners/plan.ts')`].join(''))).toHaveLength(1);
  expect(wrongImports('model/cell.ts', ['import', `'../runners/plan.ts';`].join(' '))).toHaveLength(1);
});

test('the command line is a layer of its own above runners', () => {
  expect(layerOf('runners/cli/main.ts')).toBe('runners/cli');
  expect(wrongImports('runners/plan.ts', importing('./cli/main.ts'))).toHaveLength(1);
  expect(wrongImports('runners/cli/main.ts', importing('../plan.ts'))).toEqual([]);
});

test('a new top-level folder must be given a place', () => {
  expect(wrongImports('helpers/x.ts', '')).toHaveLength(1);
});
