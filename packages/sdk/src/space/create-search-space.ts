// Builds the search space of a scheduler from its parameters and constraints.
import type { Configuration, Constraint, Parameters, ParameterValue } from '../parameters.js';
import { conditionalNames } from './condition-chain.js';
import { holds } from './conditions.js';
import { dimensionOf, positionOf } from './levels.js';
import type { Dimension, SearchSpace } from './search-space.js';
import { shown, valueProblem } from './value-problem.js';

/** Parameters must be valid (see `parameterProblems`): nothing is checked here. */
export function createSearchSpace(parameters: Parameters, constraints: readonly Constraint[] = []): SearchSpace {
  const names = Object.keys(parameters);
  const conditional = conditionalNames(parameters);
  const dimensions = names.map((name) => dimensionOf(name, parameters[name]));
  const defaultConfiguration = Object.freeze(
    Object.fromEntries(names.map((name) => [name, parameters[name].default])),
  ) as Configuration;

  function forbidden(configuration: Configuration): string | undefined {
    return constraints.find(({ forbid }) => forbid.every((condition) => holds(condition, configuration)))?.reason;
  }

  function problem(configuration: unknown): string | undefined {
    if (typeof configuration !== 'object' || configuration === null || Array.isArray(configuration)) {
      return `a configuration must be an object, not ${shown(configuration)}`;
    }
    const unknown = Object.keys(configuration).find((name) => !Object.hasOwn(parameters, name));
    if (unknown !== undefined) return `there is no parameter ${unknown}`;
    const values = configuration as Configuration;
    for (const name of names) {
      const wrong = valueProblem(name, parameters[name], values[name]);
      if (wrong) return wrong;
    }
    return forbidden(canonical(values));
  }

  /** Parents first: a condition is held against a value that is final. */
  function canonical(configuration: Configuration): Configuration {
    const result: Record<string, ParameterValue> = {};
    for (const name of names) result[name] = configuration[name];
    for (const name of conditional) {
      const { when, default: fallback } = parameters[name];
      if (when && !holds(when, result)) result[name] = fallback;
    }
    return result;
  }

  return {
    parameters,
    constraints,
    dimensions,
    size: dimensions.reduce((product, { levels }) => product * levels.length, 1),
    defaultConfiguration,
    problem,
    forbidden,
    canonical,
    key: (configuration) => JSON.stringify(Object.values(canonical(configuration))),
    fromLevels: (levels) =>
      canonical(Object.fromEntries(dimensions.map((d, i) => [d.name, d.levels[levels[i]].value]))),
    toLevels: (configuration) => dimensions.map((d) => nearestLevel(d, parameters, configuration[d.name])),
    difference: (configuration) => {
      const form = canonical(configuration);
      return Object.fromEntries(Object.entries(form).filter(([name, value]) => value !== parameters[name].default));
    },
  };
}

function nearestLevel(dimension: Dimension, parameters: Parameters, value: ParameterValue): number {
  const exact = dimension.levels.findIndex((level) => level.value === value);
  const parameter = parameters[dimension.name];
  if (exact >= 0 || (parameter.type !== 'integer' && parameter.type !== 'float')) return Math.max(0, exact);
  const position = positionOf(parameter, Number(value));
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  dimension.levels.forEach((level, i) => {
    if (level.position === null || Math.abs(level.position - position) >= distance) return;
    best = i;
    distance = Math.abs(level.position - position);
  });
  return best;
}
