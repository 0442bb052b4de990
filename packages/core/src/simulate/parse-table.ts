// Reads a measured table: the file's rows become costs, its default a configuration that can be measured.
import { SchedtunaError } from '@schedtuna/sdk';
import { valueProblems } from '../config/value-problems.js';
import { type Column, createColumn } from './column.js';
import { keyOf, type MeasuredTable } from './table.js';
import { type TableFile, tableSchema } from './table-schema.js';

/** `path` is for messages. Throws ST_USAGE saying what is wrong with the file. */
export function parseTable(text: string, path: string): MeasuredTable {
  try {
    return tableOf(shaped(text));
  } catch (cause) {
    throw new SchedtunaError('ST_USAGE', `${path} is not a measured table: ${(cause as Error).message}`, {
      hint: 'docs/reference/measured-tables.md describes the format.',
      cause,
    });
  }
}

function shaped(text: string): TableFile {
  const value: unknown = JSON.parse(text);
  const [problem] = valueProblems(tableSchema, value);
  if (problem) throw new Error(`${problem.path.join('.') || 'it'} ${problem.message}`);
  return value as TableFile;
}

function tableOf(file: TableFile): MeasuredTable {
  const { direction } = file.metric;
  const columns = columnNames(file).map((name) => createColumn(name, file.parameters[name]));
  const rows = feasibleRows(file, columns);
  const sorted = rows.map(({ cost }) => cost).sort((a, b) => a - b);
  const [best] = sorted;
  const median = sorted[Math.floor(sorted.length / 2)];
  if (!(median > best)) {
    throw new Error(`the best of its ${sorted.length} feasible configurations is no better than their median`);
  }
  const start = nearest(
    rows,
    columns.map(({ name, levelOf }) => levelOf(file.parameters[name].default) as number),
  );
  return {
    name: file.name,
    direction,
    parameters: Object.fromEntries(columns.map((column, i) => [column.name, column.parameter(start[i])])),
    constraints: [],
    source: {
      kind: 'rows',
      names: columns.map(({ name }) => name),
      costs: new Map(rows.map(({ levels, cost }) => [keyOf(columns.map(({ values }, i) => values[levels[i]])), cost])),
    },
    best,
    median,
    top: sorted[Math.max(0, Math.ceil(sorted.length * 0.01) - 1)],
    worst: sorted[sorted.length - 1],
  };
}

/** `columns` names the parameters in the order of the rows' values and the metric last; without it the order is that of `parameters`. */
function columnNames({ parameters, columns }: TableFile): readonly string[] {
  const names = Object.keys(parameters);
  const ordered = columns?.slice(0, -1) ?? names;
  if (
    ordered.length === names.length &&
    new Set(ordered).size === names.length &&
    ordered.every((name) => Object.hasOwn(parameters, name))
  ) {
    return ordered;
  }
  throw new Error(`columns must be ${[...names, 'and the metric'].join(', ')}, not ${columns?.join(', ')}`);
}

interface Row {
  readonly levels: readonly number[];
  readonly cost: number;
}

/** In the order of the file; the last one of several rows of a configuration counts. */
function feasibleRows({ rows, metric }: TableFile, columns: readonly Column[]): readonly Row[] {
  const sign = metric.direction === 'minimize' ? 1 : -1;
  const found = new Map<string, Row>();
  for (const [i, row] of rows.entries()) {
    if (row.length !== columns.length + 1) {
      throw new Error(`rows.${i} has ${row.length} values, not ${columns.length + 1}`);
    }
    const value = row[columns.length];
    if (value === null) continue;
    if (typeof value !== 'number' || !(value > 0)) {
      throw new Error(
        `rows.${i} has the value ${JSON.stringify(value)}, not a number above 0 (agents learn its logarithm)`,
      );
    }
    const levels = columns.map(({ name, levelOf }, c) => {
      const level = levelOf(row[c]);
      if (level === undefined)
        throw new Error(`rows.${i} has ${name} = ${JSON.stringify(row[c])}, which is not declared`);
      return level;
    });
    found.set(keyOf(levels), { levels, cost: sign * value });
  }
  if (found.size === 0) throw new Error('none of its rows has a value');
  return [...found.values()];
}

/** Levels of the feasible row that differs in the fewest parameters from the default, the first by levels among several. */
function nearest(rows: readonly Row[], wanted: readonly number[]): readonly number[] {
  const differences = ({ levels }: Row) => levels.filter((level, i) => level !== wanted[i]).length;
  return rows.reduce((best, row) => {
    const closer = differences(row) - differences(best) || compareLevels(row.levels, best.levels);
    return closer < 0 ? row : best;
  }).levels;
}

function compareLevels(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((level, at) => level !== b[at]);
  return i < 0 ? 0 : a[i] - b[i];
}
