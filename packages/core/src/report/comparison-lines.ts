// Experiments side by side in a terminal: one column each, or one below the other where columns would be too narrow.
import type { Comparison } from './comparison.js';
import { type ComparisonRow, comparisonRows, NOTHING } from './comparison-rows.js';
import type { Paint } from './paint.js';
import { wrapped } from './wrapped.js';

/** `width` of the terminal in characters. */
export function comparisonLines({ experiments, differences }: Comparison, width: number, paint: Paint): string[] {
  const names = experiments.map(({ name }) => name);
  const different = Object.entries(differences).map(
    ([name, cells]): ComparisonRow => [name, cells.map((cell) => cell ?? NOTHING)],
  );
  const tables = [comparisonRows(experiments), different].map((rows) => rows.map(printable));
  const { label, column, isNarrow } = widthsOf(tables.flat(), names, width);
  const layout = (rows: readonly ComparisonRow[]) =>
    isNarrow
      ? stacked(rows, names, width, paint)
      : [...header(names, label, column, paint), ...aligned(rows, label, column)];
  return [
    ...layout(tables[0]),
    '',
    ...(different.length === 0
      ? wrapped('Machine, versions and options are the same.', width)
      : [paint('bold', 'Differences'), ...layout(tables[1])]),
    ...caution(different).flatMap((line) => wrapped(line, width)),
  ];
}

/** A column narrower than this is hard to read, characters. */
const NARROWEST = 24;
const GAP = '  ';
/** Facts of the machine or of what was measured: absolute numbers cannot be compared across them. */
const CIRCUMSTANCES = /^(host|benchmark|option (modelPath|benchmark))/;

/** A journal may hold anything: nothing that a terminal obeys. */
function printable([label, cells]: ComparisonRow): ComparisonRow {
  return [clean(label), cells.map(clean)];
}

function clean(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

interface Widths {
  readonly label: number;
  readonly column: number;
  /** Columns of this width would be hard to read. */
  readonly isNarrow: boolean;
}

function widthsOf(rows: readonly ComparisonRow[], names: readonly string[], width: number): Widths {
  const label = Math.max(0, ...rows.map(([text]) => text.length));
  const widest = Math.max(
    ...names.map(({ length }) => length),
    ...rows.flatMap(([, cells]) => cells).map((c) => c.length),
  );
  const room = Math.floor((width - label) / names.length) - GAP.length;
  return { label, column: Math.min(widest, room), isNarrow: room < Math.min(widest, NARROWEST) };
}

function header(names: readonly string[], label: number, column: number, paint: Paint): string[] {
  return aligned([['', names.map(clean)]], label, column).map((line) => paint('bold', line));
}

function aligned(rows: readonly ComparisonRow[], label: number, column: number): string[] {
  return rows.flatMap(([name, cells]) => {
    const texts = cells.map((cell) => wrapped(cell, column));
    const height = Math.max(...texts.map(({ length }) => length));
    return Array.from({ length: height }, (_, i) =>
      [(i === 0 ? name : '').padEnd(label), ...texts.map((lines) => (lines[i] ?? '').padEnd(column))]
        .join(GAP)
        .trimEnd(),
    );
  });
}

function stacked(rows: readonly ComparisonRow[], names: readonly string[], width: number, paint: Paint): string[] {
  return names.flatMap((name, i) => [
    ...wrapped(clean(name), width).map((line) => paint('bold', line)),
    ...rows.flatMap(([label, cells]) => wrapped(`${label}: ${cells[i]}`, width - 2).map((line) => `  ${line}`)),
  ]);
}

function caution(different: readonly ComparisonRow[]): string[] {
  return different.some(([name]) => CIRCUMSTANCES.test(name))
    ? ['', 'They ran under different circumstances: compare ratios to the default, not absolute numbers.']
    : [];
}
