import { describe, expectTypeOf, it } from 'vitest';
import {
  boolean,
  type ConfigurationOf,
  categorical,
  defineAgent,
  defineBenchmark,
  defineScheduler,
  float,
  integer,
  type Parameters,
} from '../src/index.js';

const description = 'for a test';
const parameters = {
  kick: boolean({ default: false, description }),
  slice_us: integer({ default: 1, minValue: 0, maxValue: 9, description }),
  share: float({ default: 1, minValue: 0, maxValue: 9, description }),
  mode: categorical({ default: 'fair', choices: ['fair', 'idle'], description }),
} satisfies Parameters;

describe('types', () => {
  it('infer a configuration from its parameters', () => {
    type Inferred = ConfigurationOf<typeof parameters>;
    expectTypeOf<Inferred['kick']>().toEqualTypeOf<boolean>();
    expectTypeOf<Inferred['slice_us']>().toEqualTypeOf<number>();
    expectTypeOf<Inferred['share']>().toEqualTypeOf<number>();
    expectTypeOf<Inferred['mode']>().toEqualTypeOf<'fair' | 'idle'>();
    expectTypeOf<Inferred>().not.toHaveProperty('speed');
  });

  it('infer it from plain data as well', () => {
    const plain = {
      mode: { type: 'categorical', default: 'fair', choices: ['fair', 'idle'], description },
    } as const satisfies Parameters;
    expectTypeOf<ConfigurationOf<typeof plain>['mode']>().toEqualTypeOf<'fair' | 'idle'>();
  });

  it('give wrap a typed configuration', () => {
    defineScheduler({
      kind: 'process',
      name: 'typed',
      description,
      parameters,
      probe: async () => ({ usable: true }),
      wrap(configuration, command) {
        expectTypeOf(configuration.mode).toEqualTypeOf<'fair' | 'idle'>();
        expectTypeOf(configuration.slice_us).toEqualTypeOf<number>();
        return command;
      },
    });
  });

  it('give benchmarks and agents their options', () => {
    interface Options {
      readonly seconds: number;
    }
    defineBenchmark<Options>({
      name: 'typed',
      description,
      metrics: () => ({}),
      command({ options }) {
        expectTypeOf(options.seconds).toEqualTypeOf<number>();
        return { file: 'true', args: [] };
      },
      parse: () => ({}),
    });
    defineAgent<Options>({
      name: 'typed',
      description,
      create({ options }) {
        expectTypeOf(options.seconds).toEqualTypeOf<number>();
        return Promise.reject(new Error('never called'));
      },
    });
  });
});
