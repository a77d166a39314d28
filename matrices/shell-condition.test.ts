// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { holds } from './shell-condition.ts';

const VARIABLES = new Map([
  ['TARGET', 'qemu'],
  ['EFI', ''],
]);

test.each([
  ['[[ "$TARGET" = qemu ]]', true],
  ["[[ $TARGET == 'kvmtool' ]]", false],
  ['[[ "${TARGET}" != "kvmtool" ]]', true],
  ['[[ "$TARGET" != qemu ]] && [[ "$EFI" = y ]]', false],
  ['[[ "$TARGET" = qemu ]] || [[ "$EFI" = y ]] && [[ "$EFI" = y ]]', false],
  ['[[ "$EFI" = "" ]]', true],
  ['[[ "$OTHER" = x ]]', null],
  ['[[ "$TARGET" = qemu ]]; touch /tmp/x', null],
  ['[[ "$TARGET" = $(id) ]]', null],
  ['[[ "$TARGET" = qemu ]] &&', null],
  ['true', null],
])('%s: %j', (condition, expected) => {
  expect(holds(condition, VARIABLES)).toBe(expected);
});
