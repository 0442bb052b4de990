// What is shown of each experiment when several stand side by side: one row a result.
import type { Effect, Verdict } from '../confirm/verdict.js';
import { amount } from '../trial/quantity.js';
import type { ComparedExperiment } from './comparison.js';
import { changes } from './event-lines.js';
import { percent, times, timesWithin } from './numbers.js';

/** A label, and one text for each experiment. */
export type ComparisonRow = readonly [label: string, cells: readonly string[]];

/** Stands where an experiment has nothing to show. */
export const NOTHING = '–';

/** Rows for which no experiment has anything are left out. */
export function comparisonRows(experiments: readonly ComparedExperiment[]): ComparisonRow[] {
  const metrics = new Map(experiments.flatMap((one) => Object.entries(one.metrics)));
  const named = (name: string) => metrics.get(name)?.label ?? name;
  const withUnit = (name: string) => `${named(name)}, ${metrics.get(name)?.unit ?? ''}`.replace(/, $/, '');
  const judged = namesIn(experiments.map(({ verdict }) => verdict?.metrics ?? {}));
  const usual = namesIn(experiments.map((one) => one.usual));
  const columns: [label: string, cell: (one: ComparedExperiment) => string | null | undefined][] = [
    ['state', ({ state }) => state],
    ['objective', ({ objective }) => objective],
    ['verdict', ({ verdict, withoutVerdict }) => verdict?.conclusion ?? `none. ${withoutVerdict}`],
    ['because', ({ verdict }) => verdict?.because],
    ['caveat', ({ verdict }) => verdict?.caveat],
    ['effect', ({ verdict }) => effectText(verdict?.effect)],
    ['fresh pairs', ({ verdict }) => verdict && pairsText(verdict)],
    ...judged.map((name): (typeof columns)[number] => [
      named(name),
      ({ verdict }) => effectText(verdict?.metrics[name]),
    ]),
    ['best single run', ({ search }) => (search.bestRatio === null ? null : times(search.bestRatio))],
    ['episodes', ({ search: { episodes, completed } }) => `${episodes}, ${completed} completed`],
    ['best configuration', bestText],
    ['noise', ({ noise }) => noise && `${percent(noise.sd)} between runs`],
    ['drift', ({ noise }) => noise && percent(noise.drift)],
    ['detectable', ({ noise }) => noise && percent(noise.detectable)],
    ...usual.map((name): (typeof columns)[number] => [
      `default ${withUnit(name)}`,
      (one) => (one.usual[name] === undefined ? null : amount(one.usual[name])),
    ]),
  ];
  return columns
    .map(([label, cell]): ComparisonRow => [label, experiments.map((one) => cell(one) ?? NOTHING)])
    .filter(([, cells]) => cells.some((cell) => cell !== NOTHING));
}

function namesIn(objects: readonly object[]): string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))];
}

function effectText(effect: Effect | undefined): string | undefined {
  return effect && timesWithin(effect);
}

function pairsText({ blocks, plannedBlocks = 0 }: Verdict): string {
  return blocks < plannedBlocks ? `${blocks} of at most ${plannedBlocks}` : String(blocks);
}

function bestText({ best }: ComparedExperiment): string | null {
  return best && `${changes(best.difference)}${best.chosenBy === 'search' ? ' (search only, not proven)' : ''}`;
}
