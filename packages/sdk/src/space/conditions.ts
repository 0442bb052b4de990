// Evaluates the conditions of parameters and constraints.
import type { Condition, Configuration, Parameter, ParameterValue } from '../parameters.js';

export function holds(condition: Condition, configuration: Configuration): boolean {
  const value = configuration[condition.parameter];
  if (condition.is !== undefined && !list(condition.is).includes(value)) return false;
  return condition.isNot === undefined || !list(condition.isNot).includes(value);
}

/** Whether `condition`, which names `parameter`, holds at its default and at no other value. */
export function holdsOnlyAtDefault(condition: Condition, parameter: Parameter): boolean {
  const name = condition.parameter;
  const candidates = candidatesOf(condition, parameter);
  const holding = candidates?.filter((value) => holds(condition, { [name]: value })) ?? [];
  return holding.length > 0 && holding.every((value) => value === parameter.default);
}

/** Values at which it may hold; undefined when there are too many to list. */
function candidatesOf({ is }: Condition, parameter: Parameter): readonly ParameterValue[] | undefined {
  if (parameter.type === 'boolean') return [false, true];
  if (parameter.type === 'categorical') return parameter.choices;
  return is === undefined ? undefined : list(is);
}

function list(values: ParameterValue | readonly ParameterValue[]): readonly ParameterValue[] {
  return Array.isArray(values) ? values : [values as ParameterValue];
}
