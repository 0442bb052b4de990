// The conformance suite of benchmark plugins.
import type { Benchmark, BenchmarkContext, BenchmarkOutput, Prepared } from '../../benchmark.js';
import { metricsSchema } from '../../schemas.js';
import { claim, claimEqual, claimNone, type It } from '../claim.js';
import { checkOptionsSchema, optionDefaults } from '../option-defaults.js';
import { schemaProblems } from '../schema-problems.js';
import { checkBackground, checkCommand } from './commands.js';
import { createContext, inTemporaryDirectory } from './context.js';
import { guardProblems } from './guards.js';
import { checkNonsense, checkSample } from './parse.js';
import { checkSoFar } from './so-far.js';

export type SampleOutput = Partial<BenchmarkOutput> & Pick<BenchmarkOutput, 'stdout'>;

export interface BenchmarkSuite<O> {
  /** What the core would pass: `benchmarkCmd`, `modelPath`, `parseLlamaBench`; options are put over the schema's defaults. */
  readonly context?: Partial<Omit<BenchmarkContext<O>, 'options'>> & { readonly options?: Partial<O> };
  /** Instead of a call of `prepare`, where that would need programs or files that a test does not have. */
  readonly prepared?: Prepared;
  /** Real outputs, which must parse. */
  readonly outputs?: readonly SampleOutput[];
}

/** `prepare` may write large files. */
const PREPARE_MS = 120_000;

/** Registers the suite's tests with `it`. The benchmark is prepared, in a temporary cache directory, but never started. */
export function testBenchmark<O>(it: It, benchmark: Benchmark<O>, suite: BenchmarkSuite<O> = {}): void {
  const options = () => optionDefaults(benchmark.options, suite.context?.options) as O;
  const context = (cacheDir: string) => createContext(options(), suite.context ?? {}, cacheDir);
  const prepare = async (cacheDir: string): Promise<Prepared> => {
    const prepared = suite.prepared ?? (await benchmark.prepare?.(context(cacheDir)));
    return structuredClone(prepared) ?? { description: '', facts: {} };
  };

  it('has the shape of a benchmark', () => {
    claimNone(schemaProblems(benchmarkSchema, benchmark, 'benchmark'), 'the definition is not a benchmark:');
    for (const name of ['metrics', 'command', 'parse'] as const) {
      claim(typeof benchmark[name] === 'function', `a benchmark needs a function ${name}`);
    }
  });

  it('declares options whose defaults are allowed', () => {
    checkOptionsSchema(benchmark.options);
    const missing = (benchmark.options?.required ?? []).filter((name) => !(name in (options() as object)));
    claim(
      missing.length === 0,
      `required options without a default: give ${missing.join(', ')} in context.options of this suite`,
    );
  });

  it('declares sound metrics', () => {
    const metrics = benchmark.metrics(options());
    claimNone(schemaProblems(metricsSchema, metrics, 'metrics'), 'the metrics are not what the contract says:');
    claim(!('execution_time' in metrics), 'execution_time is measured by the core; leave it out of metrics');
  });

  it(
    'guards metrics that it declares',
    async () => {
      await inTemporaryDirectory(async (cacheDir) => {
        const guards = benchmark.guards?.(options(), await prepare(cacheDir)) ?? [];
        claimNone(guardProblems(guards, benchmark.metrics(options())), 'the default guards are wrong:');
      });
    },
    PREPARE_MS,
  );

  it(
    'prepares plain data, and the same the second time',
    async () => {
      await inTemporaryDirectory(async (cacheDir) => {
        const prepared = await prepare(cacheDir);
        claimNone(
          schemaProblems(preparedSchema, prepared, 'prepared'),
          'prepare returns something else than Prepared:',
        );
        claimEqual(
          JSON.parse(JSON.stringify(prepared)),
          prepared,
          'prepared goes through the journal: it must be plain JSON',
        );
        claimEqual(await prepare(cacheDir), prepared, 'a second prepare must find the same');
      });
    },
    PREPARE_MS,
  );

  it(
    'starts the same programs every time',
    async () => {
      await inTemporaryDirectory(async (cacheDir) => {
        const prepared = await prepare(cacheDir);
        checkCommand(() => benchmark.command(context(cacheDir), prepared), 'command');
        checkBackground(() => benchmark.background?.(context(cacheDir), prepared) ?? []);
      });
    },
    PREPARE_MS,
  );

  it(
    'gives numbers or an error for output that makes no sense',
    async () => {
      await inTemporaryDirectory(async (cacheDir) => {
        checkNonsense(benchmark, context(cacheDir), await prepare(cacheDir), suite.outputs ?? []);
      });
    },
    PREPARE_MS,
  );

  if (suite.outputs !== undefined) {
    it(
      'parses its sample outputs',
      async () => {
        await inTemporaryDirectory(async (cacheDir) => {
          const prepared = await prepare(cacheDir);
          for (const sample of suite.outputs ?? []) checkSample(benchmark, context(cacheDir), prepared, sample);
        });
      },
      PREPARE_MS,
    );
  }

  if (suite.outputs !== undefined && benchmark.parseSoFar !== undefined) {
    it(
      'reads a beginning of its samples from every beginning of the output',
      async () => {
        await inTemporaryDirectory(async (cacheDir) => {
          const prepared = await prepare(cacheDir);
          for (const sample of suite.outputs ?? []) checkSoFar(benchmark, context(cacheDir), prepared, sample);
        });
      },
      PREPARE_MS,
    );
  }

  if (benchmark.recognises === undefined) return;
  it('recognises commands with true or false', () => {
    for (const words of [[], [''], ['/usr/bin/true'], ['sh', '-c', 'x'], ['--']]) {
      const answer = benchmark.recognises?.(words);
      claim(
        typeof answer === 'boolean',
        `recognises(${JSON.stringify(words)}) must answer true or false, not ${answer}`,
      );
    }
  });
}

const benchmarkSchema = {
  type: 'object',
  required: ['name', 'description'],
  properties: {
    name: metricsSchema.propertyNames,
    description: { type: 'string', minLength: 1 },
    homepage: { type: 'string' },
    options: { type: 'object' },
  },
} as const;

const preparedSchema = {
  type: 'object',
  required: ['description', 'facts'],
  additionalProperties: false,
  properties: {
    description: { type: 'string' },
    facts: { type: 'object', additionalProperties: { type: 'string' } },
    expectedSeconds: { type: 'number', exclusiveMinimum: 0 },
    data: {},
  },
} as const;
