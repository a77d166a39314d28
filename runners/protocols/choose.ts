// SPDX-License-Identifier: BSD-3-Clause
/** Protocols by the names that people write on a command line or in a matrix file. */
import { isProtocolFile } from '../../matrices/protocol-file.ts';
import { UserError } from '../../model/errors.ts';
import { withLink } from './crash-frames.ts';
import type { CaseSpan } from '../arrivals.ts';
import { ExitCodeReader, ISA_DEBUG_EXIT, parseStatusMap, type StatusMap } from './exit-code.ts';
import { ExpectedOutputReader, readExpectedOutput } from './expected-output.ts';
import { isKunitShown, KunitShownReader } from './kunit-shown.ts';
import { KtapReader } from './ktap.ts';
import type { LogReader } from './log-reader.ts';
import { PatternReader } from './pattern.ts';
import { readPatternProtocol } from './pattern-file.ts';
import { PrefixLinesReader } from './prefix-lines.ts';
import type { ProtocolEvent, ProtocolReader } from './protocol-event.ts';
import { LogReading, type Reading } from './reading.ts';
import type { TaggedPlace } from './uktest-line.ts';
import { SpanList } from './span-list.ts';
import { TapReader } from './tap.ts';
import { UktestReader } from './uktest.ts';

export const PROTOCOLS = ['uktest', 'tap', 'ktap', 'prefix-lines', 'exit-code'] as const;

export interface ProtocolChoice {
  /** One of PROTOCOLS, or the path of a pattern file (`*.yaml`) or of the expected output (any other file). */
  readonly protocol: string;
  /** See parseStatusMap(); for prefix-lines and exit-code. Absent: QEMU's isa-debug-exit, as far as lines do not say otherwise. */
  readonly statusMap?: string | undefined;
  /** What results belong to that name no suite. */
  readonly suite: string;
}

/** What a log shows at its beginning, Latin-1. */
export type MakeReader = (head: string) => LogReader;

/** uktest's protocols tell what is running as they go: their events make the reading. */
class EventReader implements LogReader {
  readonly #reader: ProtocolReader;
  readonly #reading = new LogReading();
  readonly #spans = new SpanList();
  #frames: string[] = [];
  #link: string | null = null;
  #crashPlace: TaggedPlace | null = null;
  #isOver = false;

  constructor(reader: ProtocolReader) {
    this.#reader = reader;
  }

  push(chunk: Uint8Array): void {
    for (const event of this.#reader.push(chunk)) this.#take(event);
  }

  /** A kernel that cannot go on has said its last words, too, unless another case starts after all. */
  #take(event: ProtocolEvent): void {
    this.#reading.take(event);
    this.#spans.take(event);
    if (event.type === 'crash') {
      this.#frames = [];
      this.#link = null;
      this.#crashPlace = null;
    }
    if (event.type === 'crash-place') this.#crashPlace = event;
    if (event.type === 'frame') this.#frames.push(event.address);
    if (event.type === 'link') this.#link = event.address;
    if (event.type === 'end' || event.type === 'halted' || event.type === 'crash') this.#isOver = true;
    if (event.type === 'restarted' || event.type === 'case-started') this.#isOver = false;
  }

  hasSaidAll(): boolean {
    return this.#isOver;
  }

  frames(): readonly string[] {
    return withLink(this.#frames, this.#link);
  }

  crashPlace(): TaggedPlace | null {
    return this.#crashPlace;
  }

  spans(): readonly CaseSpan[] {
    return this.#spans.all;
  }

  finish(exitStatus: number | null, isReset = false): Reading {
    for (const event of this.#reader.finish()) this.#take(event);
    return this.#reading.finish(exitStatus, isReset);
  }
}

/** Our kernels put a nonce before each line of TAP, which the log itself tells, and name the case that runs; others do neither. */
function tapReader(head: string, suite: string): LogReader {
  const nonce = /^@(\S{1,64}) TAP version \d/m.exec(head)?.[1] ?? null;
  const isOurs = nonce !== null || /^ {4}# Case: /m.test(head);
  return isOurs ? new EventReader(new TapReader(nonce)) : new KtapReader(suite, 'tap').learnFrom(head);
}

/** Refuses an unknown name, a bad map or a bad pattern file at once. */
export function chooseProtocol({ protocol, statusMap, suite }: ProtocolChoice): MakeReader {
  const map = parseStatusMap(statusMap ?? ISA_DEBUG_EXIT);
  switch (protocol) {
    case 'uktest':
      return (head) => new EventReader(new UktestReader(head));
    case 'tap':
      return (head) => tapReader(head, suite);
    case 'ktap':
      return (head) => (isKunitShown(head) ? new KunitShownReader(suite) : new KtapReader(suite)).learnFrom(head);
    case 'prefix-lines':
      return (head) => new PrefixLinesReader(suite, map, statusMap !== undefined).learnFrom(head);
    case 'exit-code':
      return (head) => new ExitCodeReader(suite, 'exit', map).learnFrom(head);
    default:
      return chooseFile(protocol, suite, statusMap === undefined ? null : map);
  }
}

function chooseFile(protocol: string, suite: string, statusMap: StatusMap | null): MakeReader {
  if (!isProtocolFile(protocol))
    throw new UserError('option-value', `unknown protocol ${JSON.stringify(protocol)}`, {
      hint: `choose one of ${PROTOCOLS.join(', ')}, or give a pattern file (.yaml) or the expected output (any other file)`,
    });
  if (/\.ya?ml$/.test(protocol)) {
    const patterns = readPatternProtocol(protocol);
    return (head) => new PatternReader(suite, patterns).learnFrom(head);
  }
  const expected = readExpectedOutput(protocol);
  // What most lines begin with may be what is expected of them.
  return () => new ExpectedOutputReader(suite, expected, statusMap);
}
