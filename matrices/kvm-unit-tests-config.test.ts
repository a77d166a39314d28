// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { readConfig } from './kvm-unit-tests-config.ts';

const NOTHING = { arch: null, cpu: null, isEfi: false };

test.each([
  ['', NOTHING],
  ['ARCH=arm64\nPROCESSOR=cortex-a57\nCFLAGS=-g -O2\nCONFIG_EFI=\n', { ...NOTHING, arch: 'arm64', cpu: 'cortex-a57' }],
  [
    'TARGET_CPU=neoverse-n1\r\nARCH=arm64\r\nPROCESSOR=cortex-a57\r\n',
    { ...NOTHING, arch: 'arm64', cpu: 'neoverse-n1' },
  ],
  ['TARGET_CPU=\nDEFAULT_QEMU_CPU=max\nARCH=arm64\n', { ...NOTHING, arch: 'arm64', cpu: 'max' }],
  ['ARCH=x86_64\nPROCESSOR=x86_64\nCONFIG_EFI=y\n', { ...NOTHING, arch: 'x86_64', isEfi: true }],
  ['ARCH=$(id)\nPROCESSOR=`id`\n', NOTHING],
])('%j', (text, expected) => {
  expect(readConfig(text)).toEqual(expected);
});
