// SPDX-License-Identifier: BSD-3-Clause
/**
 * A recorded monitor's command line, to be started once more with other files: a kernel that may have moved, a share of its own, and
 * the kernel's parameters as they were or for one case alone.
 */
import { caseKey, type CaseId } from '../../model/cell.ts';

/** What stands in for the recorded files and parameters; each is put into the line as it is. */
export interface BootFiles {
  readonly kernel: string;
  readonly append: string;
  /** Folder for the share, where the boot had one. */
  readonly share: string;
}

/** Value of an option that takes one, or null. */
export function optionValue(command: readonly string[], option: string): string | null {
  const at = command.indexOf(option);
  return at < 0 ? null : (command[at + 1] ?? null);
}

/** The folder that the guest writes to; one that it only reads stays where it is. */
const isShare = (word: string): boolean => word.startsWith('local,id=share,');

export const hasShare = (command: readonly string[]): boolean => command.some(isShare);

/** The share's folder is another one, perhaps on a file system without attributes: mapped-file works on all of them. */
function shareWord(word: string, share: string, quote: (text: string) => string): string {
  const [, before = '', after = ''] = /^(.*?,path=)(?:[^,]|,,)*(.*)$/.exec(word) ?? [];
  return quote(before) + share + quote(after.replace('security_model=mapped-xattr', 'security_model=mapped-file'));
}

/** The whole line, each word through `quote` except for what `files` puts in. */
export function bootLine(command: readonly string[], files: BootFiles, quote: (text: string) => string): string[] {
  return command.map((word, index) => {
    switch (command[index - 1]) {
      case '-kernel':
        return files.kernel;
      case '-append':
        return files.append;
      case '-fsdev':
        return isShare(word) ? shareWord(word, files.share, quote) : quote(word);
      default:
        return quote(word);
    }
  });
}

/** Whether the kernel listens to parameters that pick cases: those of other trees run all that they have. */
export const canPickCases = (append: string): boolean => /(?:^| )uktest\./.test(append);

/** Kernel parameters that select one case in place of those that were selected. */
export function appendAlone(append: string, id: CaseId): string {
  const others = append.split(' ').filter((word) => !/^uktest\.(?:select|skip)=/.test(word));
  return [...others, `uktest.select=${caseKey(id)}`].join(' ');
}

/** Kernel parameters of a guest that waits for its power button when it has run its suites. */
export const appendAwaiting = (append: string): string => `${append} app.end=button`;

/** From here on a guest listens to its power button. */
export const REPORT_BEGINS = 'TAP version ';

/** The seed among the kernel's parameters; null: the order of definition. */
export const seedIn = (append: string): string | null => /(?:^| )uktest\.seed=(\d+)/.exec(append)?.[1] ?? null;
