// Tables to play on: files with measured ones, and results directories to which one is fitted.
import { readFileSync, statSync } from 'node:fs';
import { SchedtunaError } from '@schedtuna/sdk';
import type { FitReport } from './fit/fit-report.js';
import { fitTable } from './fit/fit-table.js';
import { parseTable } from './parse-table.js';
import type { MeasuredTable } from './table.js';

export interface ReadTables {
  readonly tables: readonly MeasuredTable[];
  /** Of those that were fitted. */
  readonly fits: readonly FitReport[];
}

/** In the order of `paths`, each once. Throws ST_USAGE, ST_EXPERIMENT_MISSING or ST_JOURNAL_DAMAGED saying which path is wrong. */
export function readTables(paths: readonly string[]): ReadTables {
  const read = [...new Set(paths)].map((path) => ({ path, ...readTable(path) }));
  for (const { path, table } of read) {
    const first = read.find((other) => other.table.name === table.name);
    if (first === undefined || first.path === path) continue;
    throw new SchedtunaError('ST_USAGE', `${first.path} and ${path} both name their table ${table.name}`, {
      hint: 'Give one of them another "name", or leave it out.',
    });
  }
  return { tables: read.map(({ table }) => table), fits: read.flatMap(({ fit }) => fit ?? []) };
}

/** Throws ST_USAGE naming the file. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SchedtunaError('ST_USAGE', `cannot read ${path}: ${(cause as Error).message}`, {
      hint: 'See schedtuna simulate --help.',
      cause,
    });
  }
}

function readTable(path: string): { readonly table: MeasuredTable; readonly fit?: FitReport } {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return fitTable(path);
  return { table: parseTable(readText(path), path) };
}
