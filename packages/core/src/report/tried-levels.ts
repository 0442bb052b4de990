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
  readonly episode: number;
  /** Log ratio to the local baseline; above 0 is better than the default. */
  readonly score: number;
}

/** A configuration in which the parameter was active. Runs of one configuration tell the same of it, so that they are one. */
export interface Tried {
  readonly value: ParameterValue;
  /** Where the value stands in the parameter's order; undefined for choices without order and for special values. */
  readonly place?: number;
  /** Of its first completed run. */
  readonly episode: number;
  /** Mean of the runs' scores. */
  readonly score: number;
  readonly runs: number;
}

/** By parameter, in the order of the episodes. Where its `when` does not hold, a parameter was not tried. */
export function triedLevels(parameters: Parameters, runs: readonly ScoredRun[]): ReadonlyMap<string, readonly Tried[]> {
  const configurations = pooled(parameters, runs);
  return new Map(
    Object.entries(parameters).map(([name, parameter]) => {
      const active = configurations.filter(({ configuration }) => isActive(name, parameter, configuration));
      const tried = active.map(({ configuration, episode, scores }) =>
        triedAt(configuration[name], episode, parameter, scores),
      );
      return [name, tried];
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
  const found = new Map<string, Pick<ScoredRun, 'configuration' | 'episode'> & { readonly scores: number[] }>();
  for (const { configuration, episode, score } of runs.toSorted((a, b) => a.episode - b.episode)) {
    const key = space.key(configuration);
    const one = found.get(key) ?? { configuration: space.canonical(configuration), episode, scores: [] };
    one.scores.push(score);
    found.set(key, one);
  }
  return [...found.values()];
}

function isActive(name: string, { when }: Parameter, configuration: Configuration): boolean {
  return configuration[name] !== undefined && (when === undefined || holds(when, configuration));
}

function triedAt(value: ParameterValue, episode: number, parameter: Parameter, scores: readonly number[]): Tried {
  const place = placeOf(value, parameter);
  return { value, episode, ...(place === undefined ? {} : { place }), score: mean(scores), runs: scores.length };
}

function placeOf(value: ParameterValue, parameter: Parameter): number | undefined {
  if (parameter.type === 'boolean') return Number(value);
  if (parameter.type === 'categorical') return parameter.ordered ? parameter.choices.indexOf(String(value)) : undefined;
  return parameter.special?.some((special) => special.value === value) ? undefined : Number(value);
}
