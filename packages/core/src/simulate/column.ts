// One parameter of a table: its values in order, and the parameter that agents see.
import { createSearchSpace, type Parameter, type ParameterValue } from '@schedtuna/sdk';
import type { ColumnSpec } from './table-schema.js';

export interface Column {
  readonly name: string;
  /** As configurations have them; the index is the level that distances are counted with. */
  readonly values: readonly ParameterValue[];
  /** Level of a value as the file writes it; undefined when the parameter does not have it. */
  levelOf(written: unknown): number | undefined;
  /** With another default, by level. */
  parameter(defaultLevel: number): Parameter;
}

/** Longer ranges are no table that somebody measured. */
const MOST_VALUES = 100_000;

/** Throws an Error of one sentence. */
export function createColumn(name: string, spec: ColumnSpec): Column {
  const written = writtenValues(name, spec);
  const levels = new Map(written.map((value, level) => [tagged(value), level]));
  const values = parameterValues(name, spec, written);
  if (new Set(values).size < values.length) throw new Error(`parameters.${name}.choices has a value twice`);
  if (!levels.has(tagged(spec.default))) {
    throw new Error(`parameters.${name}.default is ${JSON.stringify(spec.default)}, which is not one of its values`);
  }
  return {
    name,
    values,
    levelOf: (value) => levels.get(tagged(value)),
    parameter: (level) => parameterOf(name, spec, values, level),
  };
}

function writtenValues(name: string, spec: ColumnSpec): readonly (boolean | number | string)[] {
  switch (spec.type) {
    case 'boolean':
      return [false, true];
    case 'categorical':
      return spec.choices;
    case 'integer': {
      const count = spec.max - spec.min + 1;
      if (count < 1 || count > MOST_VALUES) {
        throw new Error(`parameters.${name} has ${count} values from min to max, 1 to ${MOST_VALUES} are allowed`);
      }
      return Array.from({ length: count }, (_, i) => spec.min + i);
    }
  }
}

/** 1 and true, or 1 and "1", are different values. */
function tagged(value: unknown): string {
  return `${typeof value} ${value}`;
}

/** Choices become words, as those of schedulers are; so do whole numbers that the search space would not list one by one. */
function parameterValues(
  name: string,
  spec: ColumnSpec,
  written: readonly ParameterValue[],
): readonly ParameterValue[] {
  if (spec.type === 'boolean') return written;
  if (spec.type === 'integer') {
    const [dimension] = createSearchSpace({ [name]: integerOf(name, spec.min, spec.max, spec.default) }).dimensions;
    if (dimension.levels.length === written.length) return written;
  }
  return written.map(String);
}

function parameterOf(
  name: string,
  spec: ColumnSpec,
  values: readonly ParameterValue[],
  defaultLevel: number,
): Parameter {
  const fallback = values[defaultLevel];
  if (typeof fallback === 'boolean') return { type: 'boolean', default: fallback, description: name };
  if (typeof fallback === 'number') return integerOf(name, Number(values[0]), Number(values.at(-1)), fallback);
  return {
    type: 'categorical',
    choices: values.map(String),
    default: fallback,
    ordered: spec.type === 'integer' || (spec.type === 'categorical' && spec.ordered === true),
    description: name,
  };
}

function integerOf(description: string, minValue: number, maxValue: number, fallback: number): Parameter {
  return { type: 'integer', minValue, maxValue, default: fallback, description };
}
