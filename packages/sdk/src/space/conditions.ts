// Evaluates the conditions of parameters and constraints.
import type { Condition, Configuration, ParameterValue } from '../parameters.js';

export function holds(condition: Condition, configuration: Configuration): boolean {
  const value = configuration[condition.parameter];
  if (condition.is !== undefined && !list(condition.is).includes(value)) return false;
  return condition.isNot === undefined || !list(condition.isNot).includes(value);
}

function list(values: ParameterValue | readonly ParameterValue[]): readonly ParameterValue[] {
  return Array.isArray(values) ? values : [values as ParameterValue];
}
