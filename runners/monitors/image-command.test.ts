// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { makeImage } from '../../matrices/image-list.ts';
import { imageCommand } from './image-command.ts';

function consoleOf(args: readonly string[], devices: readonly string[] = []): string {
  const image = makeImage({ name: 'one', file: 'one.elf', arch: 'arm64', protocol: 'exit-code', args, devices });
  const command = imageCommand(image, 'tcg');
  return command.slice(command.indexOf('one.elf') + 1).join(' ');
}

test('the first serial port is the console', () => {
  expect(consoleOf([])).toBe('-serial stdio');
  expect(consoleOf(['-rtc', 'clock=vm'])).toBe('-serial stdio -rtc clock=vm');
});

test('a device that the list gives the standard streams to is the console instead', () => {
  const debugcon = ['-chardev', 'stdio,id=output', '-device', 'isa-debugcon,chardev=output'];
  expect(consoleOf(debugcon)).toBe(debugcon.join(' '));
  for (const args of [
    ['-debugcon', 'stdio'],
    ['-serial', 'mon:stdio'],
  ])
    expect(consoleOf(args)).toBe(args.join(' '));
});

test('semihosting writes beside the serial port, unless an option says where', () => {
  const shared = '-chardev stdio,id=console,mux=on -serial chardev:console';
  expect(consoleOf(['-semihosting-config', 'enable=on,target=native'])).toBe(
    `${shared} -semihosting-config enable=on,target=native,chardev=console`,
  );
  expect(consoleOf(['-semihosting'])).toBe(`${shared} -semihosting -semihosting-config enable=on,chardev=console`);
  const elsewhere = ['-chardev', 'null,id=none', '-semihosting-config', 'enable=on,chardev=none'];
  expect(consoleOf(elsewhere)).toBe(`-serial stdio ${elsewhere.join(' ')}`);
});

test('a disc, a floppy, and the modules of a multiboot kernel', () => {
  const lineOf = (more: object): string =>
    imageCommand(
      makeImage({ name: 'one', file: 'a,b.img', arch: 'x86_64', protocol: 'exit-code', ...more }),
      'tcg',
    ).join(' ');
  expect(lineOf({ load: 'cdrom' })).toContain(' -drive file=a,,b.img,format=raw,media=cdrom,readonly=on ');
  expect(lineOf({ load: 'floppy' })).toContain(' -drive file=a,,b.img,format=raw,if=floppy,snapshot=on ');
  expect(lineOf({ initrd: ['m.txt', 'm.txt with,,comma'] })).toContain(' -initrd m.txt,m.txt with,,comma ');
  expect(lineOf({ initrd: 'rd.cpio' })).toContain(' -initrd rd.cpio ');
});
