// Random but valid parameters, conditions among them, and configurations of a space.
import fc from 'fast-check';
import type {
  Condition,
  Configuration,
  FloatParameter,
  IntegerParameter,
  Parameter,
  Parameters,
  SearchSpace,
} from '../../src/index.js';

const description = 'for a test';

const boolean = fc.boolean().map((standard): Parameter => ({ type: 'boolean', default: standard, description }));

const categorical = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 })
  .chain((choices) =>
    fc.record({ choices: fc.constant(choices), default: fc.constantFrom(...choices), ordered: fc.boolean() }),
  )
  .map((parameter): Parameter => ({ type: 'categorical', ...parameter, description }));

const special = fc.constantFrom(
  [],
  [{ value: 0, meaning: 'off' }],
  [
    { value: -1, meaning: 'automatic' },
    { value: 0, meaning: 'off' },
  ],
);

const integer = fc
  .record({
    low: fc.integer({ min: 1, max: 5000 }),
    length: fc.integer({ min: 0, max: 100_000 }),
    scale: fc.constantFrom('log', 'linear'),
    special,
  })
  .chain(({ low, length, scale, special }) =>
    fc.oneof(fc.integer({ min: low, max: low + length }), ...special.map(({ value }) => fc.constant(value))).map(
      (standard): IntegerParameter => ({
        type: 'integer',
        default: standard,
        minValue: low,
        maxValue: low + length,
        scale: scale as 'log' | 'linear',
        ...(special.length > 0 ? { special } : {}),
        description,
      }),
    ),
  );

const float = fc
  .record({
    low: fc.double({ min: 1e-3, max: 100, noNaN: true }),
    length: fc.double({ min: 1e-3, max: 1000, noNaN: true }),
    scale: fc.constantFrom('log', 'linear'),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(
    ({ low, length, scale, share }): FloatParameter => ({
      type: 'float',
      default: Math.min(low + length, low + share * length),
      minValue: low,
      maxValue: low + length,
      scale: scale as 'log' | 'linear',
      description,
    }),
  );

export const numericParameter = fc.oneof(integer, float);

export const parameter = fc.oneof<fc.Arbitrary<Parameter>[]>(boolean, categorical, numericParameter);

/** One to six parameters in any order; each may depend on one that was made before it. */
export const parameters: fc.Arbitrary<Parameters> = fc
  .array(fc.record({ parameter, parent: fc.option(fc.nat()), level: fc.nat(), isNot: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((made) => {
    const names = made.map((_, i) => `p${i}`);
    return made.map(({ parameter, parent, level, isNot }, i): [string, Parameter] => {
      if (parent === null || i === 0) return [names[i], parameter];
      const of = parent % i;
      const value = valuesOf(made[of].parameter)[level % valuesOf(made[of].parameter).length];
      const when: Condition = { parameter: names[of], [isNot ? 'isNot' : 'is']: value };
      return [names[i], { ...parameter, when }];
    });
  })
  .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }))
  .map((entries) => Object.fromEntries(entries));

/** Any configuration that lies on the space's levels, inactive parameters included. */
export function configurationOf(space: SearchSpace): fc.Arbitrary<Configuration> {
  const entries = space.dimensions.map(
    ({ name, levels }) => [name, fc.constantFrom(...levels.map(({ value }) => value))] as const,
  );
  return fc.record(Object.fromEntries(entries));
}

function valuesOf(parameter: Parameter): (boolean | number | string)[] {
  switch (parameter.type) {
    case 'boolean':
      return [false, true];
    case 'categorical':
      return [...parameter.choices];
    default:
      return [parameter.default, parameter.minValue, parameter.maxValue];
  }
}
