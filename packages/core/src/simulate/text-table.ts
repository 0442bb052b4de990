// The comparison as text for a terminal.
import { checkpointsOf } from './checkpoints.js';
import type { Block } from './compare-runs.js';
import { figuresOf } from './figures-of.js';

/** One table of figures for each noise and measured table; lines without their ends. */
export function textTable(blocks: readonly Block[], budget: number): readonly string[] {
  const figures = figuresOf(checkpointsOf(budget));
  const labels = blocks.flatMap(({ entries }) => entries.map(({ label }) => label.length));
  const width = Math.max(...labels);
  const line = (first: string, cells: readonly string[]) =>
    `  ${first.padEnd(width)}${cells.map((cell, i) => `  ${cell.padStart(Math.max(7, figures[i].heading.length))}`).join('')}`;
  return blocks.flatMap(({ noise, table, entries }, i) => [
    ...(i > 0 ? [''] : []),
    `${table ?? 'all tables'}, noise ${noise}`,
    line(
      '',
      figures.map(({ heading }) => heading),
    ),
    ...entries.map((entry) =>
      line(
        entry.label,
        figures.map((figure) => figure.of(entry)),
      ),
    ),
  ]);
}
