// Any command as a benchmark: wall time, or numbers from its output.
import type { Benchmark, BenchmarkContext, Command, Metrics } from '@schedtuna/sdk';
import { checkMetrics, type DeclaredMetrics } from './declared-metrics.js';
import { readMetrics } from './read-metrics.js';
import { resolveProgram } from './resolve-program.js';

export interface CommandOptions {
  readonly metrics: DeclaredMetrics;
  readonly shell: boolean;
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Data {
  /** Absolute path. */
  readonly program: string;
}

const SPEED: Metrics[string] = { unit: 'tokens/s', direction: 'maximize', optional: true };
/** What llama-bench prints is understood without being declared. */
const LLAMA_METRICS: Metrics = {
  pp_tokens_per_sec: { ...SPEED, label: 'prompt', description: 'When the output is that of llama-bench' },
  tg_tokens_per_sec: { ...SPEED, label: 'token generation', description: 'When the output is that of llama-bench' },
};

export default {
  name: 'command',
  description: 'Any command: its wall time, or metrics that a pattern or JSON path finds in its output',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      metrics: {
        type: 'object',
        default: {},
        description: 'NAME → pattern or json, direction, unit, label; for example metrics.fps.pattern="fps: ([0-9.]+)"',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['direction'],
          properties: {
            pattern: { type: 'string', minLength: 1 },
            json: { type: 'string', minLength: 1 },
            direction: { enum: ['maximize', 'minimize'] },
            unit: { type: 'string', default: '' },
            label: { type: 'string' },
          },
        },
      },
      shell: { type: 'boolean', default: false, description: 'Give the command line to /bin/sh -c' },
      cwd: { type: 'string', description: 'Directory to run in' },
      env: { type: 'object', default: {}, additionalProperties: { type: 'string' }, description: 'Environment variables' },
    },
  },
  metrics: ({ metrics }) => {
    const declared = Object.entries(metrics ?? {}).map(([name, { unit, direction, label }]) => [
      name,
      { unit, direction, ...(label ? { label } : {}) },
    ]);
    return declared.length > 0 ? Object.fromEntries(declared) : LLAMA_METRICS;
  },
  async prepare(context) {
    const words = context.benchmarkCmd;
    if (!words) {
      return context.fail('ST_BENCHMARK_MISSING', 'benchmark command has no command to run', 'For example: --benchmark-cmd "sysbench cpu run"');
    }
    checkMetrics(context.options.metrics, context.fail);
    const program = context.options.shell ? '/bin/sh' : await resolveProgram(words[0], context);
    const line = words.join(' ');
    return { description: line, facts: { command: line, shell: String(context.options.shell) }, data: { program } satisfies Data };
  },
  command(context, prepared): Command {
    const { shell, cwd, env } = context.options;
    const words = wordsOf(context);
    const { program } = prepared.data as Data;
    return {
      file: program,
      args: shell ? ['-c', words.join(' ')] : words.slice(1),
      env,
      ...(cwd === undefined ? {} : { cwd }),
    };
  },
  parse: ({ stdout }, { options, parseLlamaBench }) =>
    Object.keys(options.metrics).length > 0 ? readMetrics(options.metrics, stdout) : (parseLlamaBench(stdout) ?? {}),
} satisfies Benchmark<CommandOptions>;

function wordsOf({ benchmarkCmd }: BenchmarkContext<CommandOptions>): readonly string[] {
  return benchmarkCmd ?? [];
}
