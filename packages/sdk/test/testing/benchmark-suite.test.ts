import { describe, expect, it } from 'vitest';
import type { Benchmark, OutputSoFar } from '../../src/index.js';
import { type BenchmarkSuite, testBenchmark } from '../../src/testing/index.js';
import { failuresOf, runSuite } from './suite-run.js';

interface Options {
  readonly seconds: number;
}

const exemplary: Benchmark<Options> = {
  name: 'exemplary',
  description: 'prints lines like "rate: 12.5"',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: { seconds: { type: 'integer', minimum: 1, default: 2, description: 'Length of a run' } },
  },
  metrics: () => ({
    rate: { unit: '1/s', direction: 'maximize' },
    rest: { unit: '1/s', direction: 'maximize', optional: true },
  }),
  recognises: ([program]) => program === 'exemplary',
  guards: () => ['rest >= 0.8', 'execution_time <= 1.5', 'rest >= 2e3 1/s', 'execution_time <= 12 s'],
  prepare: async ({ options, fail }) => {
    if (options.seconds > 60) fail('ST_BENCHMARK_OPTIONS', 'a run of more than a minute');
    return { description: 'a rate', facts: { seconds: String(options.seconds) }, expectedSeconds: options.seconds };
  },
  command: ({ options }) => ({ file: 'exemplary', args: [String(options.seconds)] }),
  background: () => [{ command: { file: 'yes', args: [] }, readyWithinMs: 100 }],
  parse: ({ stdout }) => {
    const rates = ratesIn(stdout);
    if (rates.length === 0) throw new Error('no line "rate: NUMBER"');
    return { rate: rates };
  },
  parseSoFar: ({ stdout }) => ({ rate: ratesIn(stdout) }),
};

function ratesIn(stdout: string): number[] {
  return [...stdout.matchAll(/^rate: (\d+(?:\.\d+)?)$/gm)].map(([, rate]) => Number(rate));
}

const SO_FAR = 'reads a beginning of its samples from every beginning of the output';
const suite: BenchmarkSuite<Options> = { outputs: [{ stdout: 'rate: 12.5\nrate: 13\n' }] };

describe('testBenchmark', () => {
  it('passes a sound benchmark', async () => {
    const results = await runSuite((register) => testBenchmark(register, exemplary, suite));
    expect([...results.values()].filter((failure) => failure !== undefined)).toEqual([]);
    expect([...results.keys()]).toEqual(expect.arrayContaining(['parses its sample outputs', SO_FAR]));
  });

  let calls = 0;
  it.each<[string, string, RegExp, Partial<Benchmark<Options>>, BenchmarkSuite<Options>?]>([
    ['a name with a slash', 'has the shape of a benchmark', /name must be like/, { name: 'a/b' }],
    ['no description', 'has the shape of a benchmark', /not empty/, { description: '' }],
    ['no parse', 'has the shape of a benchmark', /function parse/, { parse: undefined as never }],
    [
      'a default that its schema forbids',
      'declares options whose defaults are allowed',
      /seconds must be at least 1/,
      { options: { type: 'object', properties: { seconds: { type: 'integer', minimum: 1, default: 0 } } } },
    ],
    [
      'a required option without a value',
      'declares options whose defaults are allowed',
      /give url in context.options/,
      { options: { type: 'object', required: ['url'], properties: { url: { type: 'string' } } } },
    ],
    [
      'a direction that is none',
      'declares sound metrics',
      /direction must be one of/,
      { metrics: () => ({ rate: { unit: '', direction: 'up' as never } }) },
    ],
    [
      "the core's own metric",
      'declares sound metrics',
      /execution_time is measured by the core/,
      { metrics: () => ({ execution_time: { unit: 's', direction: 'minimize' } }) },
    ],
    ['a guard of nothing', 'guards metrics that it declares', /names speed/, { guards: () => ['speed >= 0.8'] }],
    [
      'a guard in another unit',
      'guards metrics that it declares',
      /says ms, but rest is in 1\/s/,
      { guards: () => ['rest >= 5 ms'] },
    ],
    ['a guard without a bound', 'guards metrics that it declares', /is no guard/, { guards: () => ['rate > lots'] }],
    [
      'prepared data with functions',
      'prepares plain data, and the same the second time',
      /could not be cloned/,
      { prepare: async () => ({ description: '', facts: {}, data: () => 1 }) },
    ],
    [
      'prepared data with dates',
      'prepares plain data, and the same the second time',
      /plain JSON/,
      { prepare: async () => ({ description: '', facts: {}, data: new Date(0) }) },
    ],
    [
      'facts that change',
      'prepares plain data, and the same the second time',
      /find the same/,
      { prepare: async () => ({ description: '', facts: { call: String(++calls) } }) },
    ],
    [
      'facts that are numbers',
      'prepares plain data, and the same the second time',
      /facts.threads must be/,
      { prepare: async () => ({ description: '', facts: { threads: 2 as never } }) },
    ],
    [
      'an error code of its own',
      'prepares plain data, and the same the second time',
      /no code of schedtuna/,
      { prepare: async ({ fail }) => fail('MY_ERROR', 'x') },
    ],
    [
      'a refusal to run',
      'prepares plain data, and the same the second time',
      /refuses to run here: ST_BENCHMARK_OPTIONS/,
      {},
      { context: { options: { seconds: 61 } } },
    ],
    [
      'a command that changes',
      'starts the same programs every time',
      /same for every run/,
      { command: () => ({ file: 'x', args: [String(++calls)] }) },
    ],
    [
      'a command line of one text',
      'starts the same programs every time',
      /args must be of type array/,
      { command: () => ({ file: 'x', args: '-a -b' as never }) },
    ],
    [
      'a load that changes',
      'starts the same programs every time',
      /same for every run/,
      { background: () => [{ command: { file: 'yes', args: [String(++calls)] } }] },
    ],
    [
      'a load without patience',
      'starts the same programs every time',
      /readyWithinMs/,
      { background: () => [{ command: { file: 'yes', args: [] }, readyWithinMs: 0 }] },
    ],
    [
      'numbers that are none',
      'gives numbers or an error for output that makes no sense',
      /rate = NaN/,
      { parse: ({ stdout }) => ({ rate: [Number.parseFloat(stdout)] }) },
    ],
    ['a text thrown', 'gives numbers or an error for output that makes no sense', /throw an Error/, { parse: thrower }],
    [
      'nothing at all',
      'gives numbers or an error for output that makes no sense',
      /return samples or throw/,
      { parse: () => undefined as never },
    ],
    [
      'cut-off output read as a number',
      'gives numbers or an error for output that makes no sense',
      /finite numbers or throw/,
      {
        parse: ({ stdout }) => {
          if (!stdout.includes('rate')) throw new Error('no rate');
          return {
            rate: stdout
              .trim()
              .split('\n')
              .map((line) => Number.parseFloat(line.slice(6))),
          };
        },
      },
    ],
    ['a sample without its metric', 'parses its sample outputs', /finds no rate/, { parse: () => ({ rest: [1] }) }],
    [
      'a metric that was not declared',
      'parses its sample outputs',
      /returns speed/,
      { parse: () => ({ rate: [1], speed: [1] }) },
    ],
    ['an answer that changes', 'parses its sample outputs', /read the same/, { parse: () => ({ rate: [++calls] }) }],
    ['samples so far that are others at the end', SO_FAR, /must be a beginning/, { parseSoFar: newestFirst }],
    ['a mean so far', SO_FAR, /must be a beginning/, { parseSoFar: ({ stdout }) => ({ rate: [meanOf(stdout)] }) }],
    ['more samples than there are', SO_FAR, /parse 12.5,13:/, { parseSoFar: () => ({ rate: [12.5, 13, 14] }) }],
    ['a metric that parse does not give', SO_FAR, /rest = 1/, { parseSoFar: () => ({ rest: [1] }) }],
    ['nothing so far in place of undefined', SO_FAR, /returns null/, { parseSoFar: () => null as never }],
    [
      'an error where nothing was printed yet',
      SO_FAR,
      /no line/,
      { parseSoFar: (output, ...rest) => exemplary.parse(output as never, ...rest) },
    ],
    [
      'one sample too few at the end',
      SO_FAR,
      /once the output is whole/,
      { parseSoFar: ({ stdout }) => ({ rate: ratesIn(stdout).slice(0, 1) }) },
    ],
    [
      'recognition of anything',
      'recognises commands with true or false',
      /not undefined/,
      { recognises: ([program]) => program?.includes('x') as boolean },
    ],
  ])('fails %s', async (_, test, message, changes, own = suite) => {
    const failures = await failuresOf((register) => testBenchmark(register, { ...exemplary, ...changes }, own));
    expect(failures[test] ?? 'passed').toMatch(message);
  });
});

function thrower(): never {
  throw 'a text' as unknown as Error;
}

function newestFirst({ stdout }: OutputSoFar) {
  return { rate: ratesIn(stdout).reverse() };
}

function meanOf(stdout: string): number {
  const rates = ratesIn(stdout);
  return rates.reduce((sum, rate) => sum + rate, 0) / (rates.length || 1);
}
