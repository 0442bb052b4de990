// At which levels the search tried each parameter, and what its completed runs scored there.
import {
  type Configuration,
  createSearchSpace,
  holds,
  type Parameter,
  type Parameters,
  type ParameterValue,
} from '@schedtuna/sdk';
import { mean } from '../stats/centre.js';

/** A completed run of the search. */
export interface ScoredRun {
  readonly configuration: Configuration;
  /** Log ratio to the local baseline; above 0 is better than the default. */
  readonly score: number;
}

/** A configuration in which the parameter was active. Runs of one configuration tell the same of it, so that they are one. */
export interface Tried {
  readonly value: ParameterValue;
  /** Where the value stands in the parameter's order; undefined for choices without order and for special values. */
  readonly place?: number;
  /** Mean of the runs' scores. */
  readonly score: number;
  readonly runs: number;
}

/** By parameter; sorted, so that nothing depends on the order of the runs. Where its `when` does not hold, a parameter was not tried. */
export function triedLevels(parameters: Parameters, runs: readonly ScoredRun[]): ReadonlyMap<string, readonly Tried[]> {
  const configurations = pooled(parameters, runs);
  return new Map(
    Object.entries(parameters).map(([name, parameter]) => {
      const active = configurations.filter(({ configuration }) => isActive(name, parameter, configuration));
      const tried = active.map(({ configuration, scores }) => triedAt(configuration[name], parameter, scores));
      return [name, tried.sort(byLevel)];
    }),
  );
}

export interface LevelMean {
  readonly value: ParameterValue;
  /** Mean of the configurations' scores. */
  readonly score: number;
  readonly configurations: number;
}

/** In the order of the first of each. */
export function levelMeans(tried: readonly Tried[]): readonly LevelMean[] {
  return [...new Set(tried.map(({ value }) => value))].map((value) => {
    const scores = tried.filter((one) => one.value === value).map(({ score }) => score);
    return { value, score: mean(scores), configurations: scores.length };
  });
}

function pooled(parameters: Parameters, runs: readonly ScoredRun[]) {
  const space = createSearchSpace(parameters);
  const found = new Map<string, { readonly configuration: Configuration; readonly scores: number[] }>();
  for (const { configuration, score } of runs) {
    const one = found.get(space.key(configuration)) ?? { configuration: space.canonical(configuration), scores: [] };
    one.scores.push(score);
    found.set(space.key(configuration), one);
  }
  return [...found.values()];
}

function isActive(name: string, { when }: Parameter, configuration: Configuration): boolean {
  return configuration[name] !== undefined && (when === undefined || holds(when, configuration));
}

function triedAt(value: ParameterValue, parameter: Parameter, scores: readonly number[]): Tried {
  const place = placeOf(value, parameter);
  const score = mean([...scores].sort((a, b) => a - b));
  return { value, ...(place === undefined ? {} : { place }), score, runs: scores.length };
}

function placeOf(value: ParameterValue, parameter: Parameter): number | undefined {
  if (parameter.type === 'boolean') return Number(value);
  if (parameter.type === 'categorical') return parameter.ordered ? parameter.choices.indexOf(String(value)) : undefined;
  return parameter.special?.some((special) => special.value === value) ? undefined : Number(value);
}

function byLevel(a: Tried, b: Tried): number {
  const places = (a.place ?? Number.NEGATIVE_INFINITY) - (b.place ?? Number.NEGATIVE_INFINITY);
  if (places !== 0 && !Number.isNaN(places)) return places;
  return String(a.value) < String(b.value) ? -1 : String(a.value) > String(b.value) ? 1 : a.score - b.score;
}
