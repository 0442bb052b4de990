// Summaries of simulated experiments as text for a terminal.
import { times } from '../../report/numbers.js';
import type { Share } from '../../stats/wilson.js';
import { aligned, widthsOf } from '../aligned.js';
import type { Ending } from './experiment-figures.js';
import type { SimulatedExperiments } from './simulate-experiments.js';
import { ENDINGS, PHASES, type VerdictSummary } from './summarise-experiments.js';

const NONE = '–';

type Row = readonly [heading: string, of: (summary: VerdictSummary) => string];

/** One table of figures for each measured table, agents side by side; lines without their ends. */
export function verdictTable({ summaries, protocol }: SimulatedExperiments): readonly string[] {
  const spaces = [...new Set(summaries.map(({ space }) => space))];
  const figures = rowsOf(summaries);
  return spaces.flatMap((space, i) => {
    const own = summaries.filter((summary) => summary.space === space);
    const count = own[0].experiments;
    const rows = [['', ...own.map(({ agent }) => agent)], ...figures.map(([heading, of]) => [heading, ...own.map(of)])];
    return [
      ...(i > 0 ? [''] : []),
      `${space ?? 'all tables'}, ${count} ${count === 1 ? 'experiment' : 'experiments'} of ${protocol.episodes} episodes by each agent`,
      ...aligned(rows, widthsOf(rows)),
    ];
  });
}

/** A baseline fails only where the model has failures: no row for what never happened. */
function rowsOf(summaries: readonly VerdictSummary[]): readonly Row[] {
  const isSeen = (ending: Ending) =>
    ending !== 'baseline failed' || summaries.some(({ endings }) => endings[ending].share > 0);
  return [
    ...ENDINGS.filter(isSeen).map((ending): Row => [ending, ({ endings }) => within(endings[ending])]),
    ['falsely better', ({ falseBetter }) => within(falseBetter)],
    ['falsely, by the best run', ({ naiveFalseBetter }) => within(naiveFalseBetter)],
    ['truth in the interval', ({ coverage }) => within(coverage)],
    ['median true gain', ({ trueGain }) => (trueGain === null ? NONE : times(trueGain))],
    ...PHASES.map((phase): Row => [`median runs, ${phase}`, ({ runs }) => String(runs[phase])]),
  ];
}

/** 1.9 % [1.3, 2.5] */
function within({ share, low, high }: Share): string {
  const percent = (value: number) => (100 * value).toFixed(1);
  return Number.isNaN(share) ? NONE : `${percent(share)} % [${percent(low)}, ${percent(high)}]`;
}
