// SPDX-License-Identifier: BSD-3-Clause
/**
 * What became of each case in each run on this machine: an SQLite database under the cache folder, with a version of its own. Runs are
 * written whole or not at all, and only once, whoever brings them; several processes may write at the same time.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CaseId, Cell } from '../../model/cell.ts';
import type { Revisions } from '../../model/events.ts';
import { UserError } from '../../model/errors.ts';
import type { Outcome, Verdict } from '../../model/verdict.ts';
import { allCases, countOutcomes, countVerdicts, resultsOf, type CaseResult } from '../results.ts';
import type { RunRecord } from '../run-record.ts';

/** How long a writer waits for another one. */
const PATIENCE_MS = 30_000;
/** As many passes of a case say how long it usually takes. */
const USUAL_PASSES = 20;

/** Each brings the database from the version of its index to the next one. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE runs (
     id INTEGER PRIMARY KEY,
     key TEXT NOT NULL UNIQUE,
     run_id TEXT NOT NULL,
     started_at TEXT NOT NULL,
     argv TEXT NOT NULL,
     exit_code INTEGER,
     duration_ms REAL NOT NULL,
     is_complete INTEGER NOT NULL,
     lines_found INTEGER,
     lines_hit INTEGER
   );
   CREATE INDEX runs_by_time ON runs (started_at);
   CREATE TABLE run_cells (
     run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
     cell TEXT NOT NULL,
     PRIMARY KEY (cell, run)
   ) WITHOUT ROWID;
   CREATE TABLE cases (
     id INTEGER PRIMARY KEY,
     cell TEXT NOT NULL,
     suite TEXT NOT NULL,
     name TEXT NOT NULL,
     UNIQUE (cell, suite, name)
   );
   CREATE TABLE results (
     run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
     case_id INTEGER NOT NULL REFERENCES cases (id),
     verdict TEXT NOT NULL,
     outcome TEXT NOT NULL,
     attempts INTEGER NOT NULL,
     duration_ms REAL NOT NULL,
     PRIMARY KEY (case_id, run)
   ) WITHOUT ROWID;
   CREATE INDEX results_by_run ON results (run);`,
  `ALTER TABLE runs ADD COLUMN case_count INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE runs ADD COLUMN pass_count INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE runs ADD COLUMN skip_count INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE runs ADD COLUMN unexpected_count INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE runs ADD COLUMN flaky_count INTEGER NOT NULL DEFAULT 0;
   UPDATE runs SET (case_count, pass_count, skip_count, unexpected_count, flaky_count) = (
     SELECT count(*), total(verdict = 'pass'), total(verdict = 'skip'), total(outcome = 'unexpected'), total(outcome = 'flaky')
     FROM results WHERE run = runs.id);
   CREATE INDEX results_not_expected ON results (run) WHERE outcome <> 'expected';`,
  // How the cell was built and run, where that bears on times; null: on another machine, or by an older version.
  `ALTER TABLE run_cells ADD COLUMN kind TEXT;`,
  `ALTER TABLE runs ADD COLUMN kernel_revision TEXT;
   ALTER TABLE runs ADD COLUMN suites_revision TEXT;`,
  // A run's results beside each other: with each case's beside each other a run wrote as many pages as it had cases.
  `CREATE TABLE results_of_runs (
     run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
     case_id INTEGER NOT NULL REFERENCES cases (id),
     verdict TEXT NOT NULL,
     outcome TEXT NOT NULL,
     attempts INTEGER NOT NULL,
     duration_ms REAL NOT NULL,
     PRIMARY KEY (run, case_id)
   ) WITHOUT ROWID;
   INSERT INTO results_of_runs
     SELECT run, case_id, verdict, outcome, attempts, duration_ms FROM results ORDER BY run, case_id;
   DROP TABLE results;
   ALTER TABLE results_of_runs RENAME TO results;
   CREATE INDEX results_not_expected ON results (run) WHERE outcome <> 'expected';`,
];

export interface StoredRun {
  /** In the order in which they were recorded; only for questions to this store. */
  readonly id: number;
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly exitCode: number | null;
  readonly durationMs: number;
  /** False for one that was killed or interrupted. */
  readonly isComplete: boolean;
  readonly lines: { readonly found: number; readonly hit: number } | null;
  readonly caseCount: number;
  readonly passCount: number;
  readonly skipCount: number;
  readonly unexpectedCount: number;
  readonly flakyCount: number;
  readonly revisions: Revisions;
}

export interface StoredResult {
  readonly cell: string;
  readonly suite: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly outcome: Outcome;
  readonly attempts: number;
  readonly durationMs: number;
}

export interface PastResult extends StoredResult {
  readonly run: number;
}

export type PastDuration = Pick<StoredResult, 'cell' | 'suite' | 'name' | 'durationMs'>;

type Place = Pick<StoredResult, 'cell' | 'suite' | 'name'>;

type Row = Readonly<Record<string, string | number | bigint | null | Uint8Array>>;

/** What a cell's times depend on besides its axes. */
export const kindOf = (accel: string, coverage: boolean): string => `${accel}${coverage ? ' measured' : ''}`;

function kindIn(record: RunRecord, { id, image }: Cell): string | null {
  const command = record.cells.get(id)?.boots.get(0)?.start.command ?? [];
  const accel = command[command.indexOf('-accel') + 1];
  return accel === undefined ? null : kindOf(accel, record.images.get(image)?.plan.coverage === true);
}

const RUN_COLUMNS =
  'id, run_id, started_at, exit_code, duration_ms, is_complete, lines_found, lines_hit, ' +
  'case_count, pass_count, skip_count, unexpected_count, flaky_count, kernel_revision, suites_revision';
const RESULT_COLUMNS = 'cell, suite, name, verdict, outcome, attempts, results.duration_ms';

const textOf = (value: Row[string] | undefined): string | null => (typeof value === 'string' ? value : null);

function toRun(row: Row): StoredRun {
  const { lines_found: found, lines_hit: hit, exit_code: exitCode } = row;
  return {
    id: Number(row['id']),
    runId: String(row['run_id']),
    startedAt: String(row['started_at']),
    exitCode: exitCode === null ? null : Number(exitCode),
    durationMs: Number(row['duration_ms']),
    isComplete: row['is_complete'] === 1,
    lines: found === null || hit === null ? null : { found: Number(found), hit: Number(hit) },
    caseCount: Number(row['case_count']),
    passCount: Number(row['pass_count']),
    skipCount: Number(row['skip_count']),
    unexpectedCount: Number(row['unexpected_count']),
    flakyCount: Number(row['flaky_count']),
    revisions: { kernel: textOf(row['kernel_revision']), suites: textOf(row['suites_revision']) },
  };
}

const toResult = (row: Row): StoredResult => ({
  cell: String(row['cell']),
  suite: String(row['suite']),
  name: String(row['name']),
  verdict: String(row['verdict']) as Verdict,
  outcome: String(row['outcome']) as Outcome,
  attempts: Number(row['attempts']),
  durationMs: Number(row['duration_ms']),
});

const toPastResult = (row: Row): PastResult => ({ run: Number(row['run']), ...toResult(row) });

export class History {
  readonly #database: DatabaseSync;

  /** Made if it is not there, brought up to date if it is older. Refuses one that is newer, or none at all. */
  constructor(file: string) {
    try {
      mkdirSync(dirname(file), { recursive: true });
      this.#database = new DatabaseSync(file, { timeout: PATIENCE_MS });
      this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
      this.#migrate(file);
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      throw new UserError('folder-unusable', `the history ${file} cannot be used: ${(cause as Error).message}`, {
        cause,
        hint: existsSync(file)
          ? 'move it away: a new one is made'
          : 'set UKMATRIX_HOME to a folder that can be written',
        exitCode: 3,
      });
    }
  }

  #migrate(file: string): void {
    const version = (): number => Number(this.#one('PRAGMA user_version')?.['user_version'] ?? 0);
    if (version() > MIGRATIONS.length) {
      throw new UserError('folder-unusable', `the history ${file} is of a newer ukmatrix (version ${version()})`, {
        hint: 'use that one, or move the file away: a new one is made',
        exitCode: 3,
      });
    }
    if (version() === MIGRATIONS.length) return;
    this.#transaction(() => {
      // Another process may have been quicker.
      for (const migration of MIGRATIONS.slice(version())) this.#database.exec(migration);
      this.#database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    });
  }

  #transaction(write: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      write();
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #one(sql: string, ...values: (string | number)[]): Row | undefined {
    return this.#database.prepare(sql).get(...values);
  }

  #all(sql: string, ...values: (string | number)[]): Row[] {
    return this.#database.prepare(sql).all(...values);
  }

  close(): void {
    this.#database.close();
  }

  /**
   * False: the run is known already. One that was taken in before its end gives way to the same one with its end. A run that never began
   * has nothing to tell. `isOurs`: its times are those of this machine.
   */
  add(record: RunRecord, isOurs = false): boolean {
    const { start, end } = record;
    if (start === null) return false;
    const key = `${start.runId} ${start.startedAt}`;
    let isNew = false;
    this.#transaction(() => {
      const known = this.#one('SELECT id, exit_code FROM runs WHERE key = ?', key);
      if (known !== undefined && (known['exit_code'] !== null || end === null)) return;
      if (known !== undefined) this.#database.prepare('DELETE FROM runs WHERE key = ?').run(key);
      isNew = true;
      this.#addResults(this.#addRun(key, record), record, isOurs);
    });
    return isNew;
  }

  #addRun(key: string, { start, end, atMs, coverage }: RunRecord): number {
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO runs (key, run_id, started_at, argv, exit_code, duration_ms, is_complete, lines_found, lines_hit,
           kernel_revision, suites_revision)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        key,
        start?.runId ?? '',
        start?.startedAt ?? '',
        JSON.stringify(start?.argv ?? []),
        end?.exitCode ?? null,
        atMs,
        Number(end !== null && !end.interrupted),
        coverage?.lines.found ?? null,
        coverage?.lines.hit ?? null,
        start?.revisions?.kernel ?? null,
        start?.revisions?.suites ?? null,
      );
    return Number(lastInsertRowid);
  }

  #addResults(run: number, record: RunRecord, isOurs: boolean): void {
    const addCell = this.#database.prepare('INSERT INTO run_cells (run, cell, kind) VALUES (?, ?, ?)');
    const addCase = this.#database.prepare('INSERT OR IGNORE INTO cases (cell, suite, name) VALUES (?, ?, ?)');
    const add = this.#database.prepare(
      `INSERT OR IGNORE INTO results (run, case_id, verdict, outcome, attempts, duration_ms)
       SELECT ?, id, ?, ?, ?, ? FROM cases WHERE cell = ? AND suite = ? AND name = ?`,
    );
    const cells = resultsOf(record);
    for (const { cell, suites } of cells) {
      if (suites.length > 0) addCell.run(run, cell.id, isOurs ? kindIn(record, cell) : null);
      for (const { last, earlier } of suites.flatMap(({ cases }) => cases)) {
        const place = [cell.id, last.suite, last.name] as const;
        const values = [run, last.verdict, last.outcome, earlier.length + 1, last.durationMs, ...place] as const;
        if (add.run(...values).changes !== 0) continue;
        addCase.run(...place);
        add.run(...values);
      }
    }
    this.#addCounts(run, allCases(cells));
  }

  #addCounts(run: number, cases: readonly CaseResult[]): void {
    const { pass, skip } = countVerdicts(cases);
    const { unexpected, flaky } = countOutcomes(cases);
    this.#database
      .prepare(
        `UPDATE runs SET case_count = ?, pass_count = ?, skip_count = ?, unexpected_count = ?, flaky_count = ? WHERE id = ?`,
      )
      .run(cases.length, pass, skip, unexpected, flaky, run);
  }

  /** Times in milliseconds of the last passes of a case in cells of one kind on this machine. */
  passes(cell: string, kind: string, { suite, name }: CaseId): number[] {
    const sql = `SELECT results.duration_ms FROM results
      JOIN cases ON cases.id = case_id JOIN run_cells USING (run, cell)
      WHERE cases.cell = ? AND suite = ? AND name = ? AND kind = ? AND verdict = 'pass' ORDER BY run DESC LIMIT ?`;
    return this.#all(sql, cell, suite, name, kind, USUAL_PASSES).map((row) => Number(row['duration_ms']));
  }

  /** The run with this id; the latest of them if several machines had the same one. */
  findRun(runId: string): StoredRun | null {
    const row = this.#one(`SELECT ${RUN_COLUMNS} FROM runs WHERE run_id = ? ORDER BY started_at DESC LIMIT 1`, runId);
    return row === undefined ? null : toRun(row);
  }

  /** The latest runs, newest first. */
  runs(limit: number): StoredRun[] {
    return this.#all(`SELECT ${RUN_COLUMNS} FROM runs ORDER BY started_at DESC, id DESC LIMIT ?`, limit).map(toRun);
  }

  /** Complete runs before this one that share a cell with it, newest first. */
  runsBefore({ id, startedAt }: StoredRun, limit: number): StoredRun[] {
    const sql = `SELECT ${RUN_COLUMNS} FROM runs
      WHERE id IN (SELECT run FROM run_cells WHERE cell IN (SELECT cell FROM run_cells WHERE run = ?))
        AND id <> ? AND is_complete AND (started_at < ? OR (started_at = ? AND id < ?))
      ORDER BY started_at DESC, id DESC LIMIT ?`;
    return this.#all(sql, id, id, startedAt, startedAt, id, limit).map(toRun);
  }

  results(run: number): StoredResult[] {
    const sql = `SELECT ${RESULT_COLUMNS} FROM results JOIN cases ON cases.id = case_id WHERE run = ?`;
    return this.#all(sql, run).map(toResult);
  }

  /** What the cases of each of these cells together took on the average of the last complete runs; cells that never ran are left out. */
  usualCells(cells: readonly string[], lastRuns: number): Map<string, number> {
    const sql = `WITH wanted AS (SELECT value AS cell FROM json_each(?)), recent AS (
        SELECT id FROM runs WHERE is_complete AND id IN (SELECT run FROM run_cells WHERE cell IN wanted)
        ORDER BY started_at DESC, id DESC LIMIT ?)
      SELECT cell, sum(results.duration_ms) / count(DISTINCT run) AS usual_ms
      FROM results JOIN cases ON cases.id = case_id WHERE run IN recent AND cell IN wanted GROUP BY cell`;
    const rows = this.#all(sql, JSON.stringify(cells), lastRuns);
    return new Map(rows.map((row) => [String(row['cell']), Number(row['usual_ms'])]));
  }

  /** Durations of the cases of these cells in the last complete runs that had any of them, each as often as it ran, in no order. */
  durations(cells: readonly string[], lastRuns: number): PastDuration[] {
    const sql = `WITH wanted AS (SELECT value AS cell FROM json_each(?)), recent AS (
        SELECT id FROM runs WHERE is_complete AND id IN (SELECT run FROM run_cells WHERE cell IN wanted)
        ORDER BY started_at DESC, id DESC LIMIT ?)
      SELECT cell, suite, name, results.duration_ms FROM results JOIN cases ON cases.id = case_id
      WHERE run IN recent AND cell IN wanted`;
    return this.#all(sql, JSON.stringify(cells), lastRuns).map((row) => ({
      cell: String(row['cell']),
      suite: String(row['suite']),
      name: String(row['name']),
      durationMs: Number(row['duration_ms']),
    }));
  }

  /** Complete runs that began before `startedAt` (ISO 8601, UTC) and have one of the cells, newest first. */
  runsOfCells(cells: readonly string[], startedAt: string, limit: number): StoredRun[] {
    const sql = `SELECT ${RUN_COLUMNS} FROM runs
      WHERE id IN (SELECT run FROM run_cells WHERE cell IN (SELECT value FROM json_each(?)))
        AND is_complete AND started_at < ? ORDER BY started_at DESC, id DESC LIMIT ?`;
    return this.#all(sql, JSON.stringify(cells), startedAt, limit).map(toRun);
  }

  /** Of these runs what was not as promised, in no order; at most `limit`. */
  notExpected(runs: readonly number[], limit: number): PastResult[] {
    const sql = `SELECT run, ${RESULT_COLUMNS} FROM results INDEXED BY results_not_expected JOIN cases ON cases.id = case_id
      WHERE run IN (SELECT value FROM json_each(?)) AND outcome <> 'expected' LIMIT ?`;
    return this.#all(sql, JSON.stringify(runs), limit).map(toPastResult);
  }

  /** What each of these runs knows of these cases, in no order. */
  pastOf(runs: readonly number[], places: readonly Place[]): PastResult[] {
    const sql = `SELECT run, ${RESULT_COLUMNS}
      FROM json_each(?) AS place CROSS JOIN json_each(?) AS wanted
      JOIN cases ON cell = place.value ->> 'cell' AND suite = place.value ->> 'suite' AND name = place.value ->> 'name'
      JOIN results ON run = wanted.value AND case_id = cases.id`;
    return this.#all(sql, JSON.stringify(places), JSON.stringify(runs)).map(toPastResult);
  }

  /** Of these cases in these runs, in no order. Patterns are SQLite's GLOB over suite and name. */
  past(runs: readonly number[], suite: string, name: string): PastResult[] {
    const sql = `SELECT run, ${RESULT_COLUMNS} FROM results JOIN cases ON cases.id = case_id
      WHERE run IN (SELECT value FROM json_each(?)) AND suite GLOB ? AND name GLOB ?`;
    return this.#all(sql, JSON.stringify(runs), suite, name).map(toPastResult);
  }
}
