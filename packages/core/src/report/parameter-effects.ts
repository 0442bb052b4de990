// What the runs of a search say about each parameter by itself. They were not drawn at random: only an ablation is an experiment.
import type { Parameter, Parameters, ParameterValue } from '@schedtuna/sdk';
import { correlationRatio, smallestPValue } from '../stats/correlation-ratio.js';
import { holm } from '../stats/holm.js';
import { streamOf } from '../stats/random.js';
import { correlation, correlationOfOrders } from '../stats/rank.js';
import { alignedRanks, windowPValue, windowsOf } from '../stats/windows.js';
import { levelMeans, type ScoredRun, type Tried, triedLevels } from './tried-levels.js';

export interface ParameterEffect {
  readonly parameter: string;
  /** Completed runs in which it was active, and how many different configurations they were of. */
  readonly runs: number;
  readonly configurations: number;
  /** Different values tried. */
  readonly levels: number;
  /** The value with the best mean of its configurations, as a ratio to the default; undefined when it was never active. */
  readonly best?: { readonly value: ParameterValue; readonly ratio: number; readonly configurations: number };
  /** Absent where the runs are too few, or too alike, to tell. */
  readonly seen?: Seen;
}

export interface Seen {
  /** Spearman's correlation of level and score within windows, in [-1, 1]; of choices without order the ratio of the best one's mean to the worst one's. */
  readonly kind: 'correlation' | 'spread';
  readonly size: number;
  /** Of a permutation test, corrected for the number of parameters (Holm 1979). */
  readonly pValue: number;
}

/** An effect is believed below this. */
export const ALPHA = 0.05;
/** With fewer configurations nothing is said: of 8 a correlation must exceed 0.74 to have p < 0.05. */
export const FEWEST = 8;
/**
 * Configurations in a window. An agent goes to where the scores are good with all parameters at once, so that over a whole search every
 * one of them goes along with the score; in four
 * searches over 29 parameters, 29 of the 100 that did nothing were believed in when all configurations were compared; with windows, none.
 */
const WINDOW = 6;

/**
 * In the order of `parameters`. Of an ordered parameter a trend is looked for, not a best value in the middle; special values stand outside
 * of the order and count for `best` alone. Only configurations that were tried about the same time are compared, by rank. A parameter that varied
 * too little to become significant is not tested and does not weigh on the others (Tarone 1990). Same runs and seed, same effects.
 */
export function parameterEffects(
  parameters: Parameters,
  runs: readonly ScoredRun[],
  seed: number,
): readonly ParameterEffect[] {
  const all = [...triedLevels(parameters, runs)].map(([name, tried]) => ({
    name,
    tried,
    kind: kindOf(parameters[name]),
    tested: isChoice(parameters[name]) ? tried : tried.filter(({ place }) => place !== undefined),
  }));
  const candidates = all.filter(({ tested }) => tested.length >= FEWEST && levelMeans(tested).length > 1);
  const testable = candidates.filter(
    ({ tested }) =>
      smallestPValue(windowsOf(tested, WINDOW).map((own) => own.map(({ value }) => value))) <=
      ALPHA / candidates.length,
  );
  const pValues = holm(testable.map((one) => pValueOf(one, seed)));
  return all.map((one) => {
    const at = testable.indexOf(one);
    return {
      ...summaryOf(one.name, one.tried),
      ...(at === -1 ? {} : { seen: { kind: one.kind, size: sizeOf(one), pValue: pValues[at] } }),
    };
  });
}

interface Question {
  readonly name: string;
  readonly kind: Seen['kind'];
  readonly tested: readonly Tried[];
}

function isChoice(parameter: Parameter): boolean {
  return parameter.type === 'categorical' && !parameter.ordered;
}

function kindOf(parameter: Parameter): Seen['kind'] {
  return isChoice(parameter) ? 'spread' : 'correlation';
}

function pValueOf({ name, kind, tested }: Question, seed: number): number {
  const random = streamOf(seed, `effect of ${name}`);
  const scores = scoreRanks(tested);
  const windows = windowsOf(scores, WINDOW);
  if (kind === 'correlation') {
    const rho = correlationOfOrders(placeRanks(tested), scores);
    return windowPValue(windows, (order) => Math.abs(rho(order)), random);
  }
  const values = levelMeans(tested).map(({ value }) => value);
  const groups = tested.map(({ value }) => values.indexOf(value));
  return windowPValue(windows, (order) => correlationRatio(groups, order), random);
}

function sizeOf({ kind, tested }: Question): number {
  if (kind === 'correlation') return correlation(placeRanks(tested), scoreRanks(tested));
  const means = levelMeans(tested).map(({ score }) => score);
  return Math.exp(Math.max(...means) - Math.min(...means));
}

function scoreRanks(tested: readonly Tried[]): number[] {
  return alignedRanks(windowsOf(tested, WINDOW).map((own) => own.map(({ score }) => score)));
}

function placeRanks(tested: readonly Tried[]): number[] {
  return alignedRanks(windowsOf(tested, WINDOW).map((own) => own.map(({ place = 0 }) => place)));
}

function summaryOf(parameter: string, tried: readonly Tried[]): ParameterEffect {
  const means = levelMeans(tried);
  const best = means.toSorted((a, b) => b.score - a.score).at(0);
  const counted = {
    parameter,
    runs: tried.reduce((sum, { runs }) => sum + runs, 0),
    configurations: tried.length,
    levels: means.length,
  };
  if (best === undefined) return counted;
  const { value, score, configurations } = best;
  return { ...counted, best: { value, ratio: Math.exp(score), configurations } };
}
