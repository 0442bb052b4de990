// Any command as a benchmark: wall time, or numbers from its output.
import type { Benchmark, Metrics } from '@schedtuna/sdk';
import { prepareCommand, startCommand } from './command-line.js';
import type { CommandOptions } from './command-options.js';
import { metricOptions } from './declared-metrics.js';
import { patternsSoFar, readMetrics } from './read-metrics.js';

const SPEED = {
  unit: 'tokens/s',
  direction: 'maximize',
  optional: true,
  description: 'Read without being declared when the output is that of llama-bench -o json or jsonl',
} as const;

/** Of a command without declared metrics; the core adds execution_time. */
const LLAMA_METRICS: Metrics = {
  pp_tokens_per_sec: { ...SPEED, label: 'prompt processing' },
  tg_tokens_per_sec: { ...SPEED, label: 'token generation' },
};

const command: Benchmark<CommandOptions> = {
  name: 'command',
  description: 'Any command: its wall time, or metrics that a pattern or a JSON path finds in its output',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      metrics: metricOptions,
      shell: {
        type: 'boolean',
        default: false,
        description: 'Give --benchmark-cmd to /bin/sh -c, for pipes and variables; otherwise no shell is involved',
      },
      cwd: { type: 'string', minLength: 1, description: 'Directory to run in; default: the current one' },
      env: {
        type: 'object',
        default: {},
        additionalProperties: { type: 'string' },
        description: 'Environment variables to add, for example env.OMP_NUM_THREADS=4',
      },
    },
  },
  metrics: ({ metrics }) => {
    const declared = Object.entries(metrics).map(([name, { unit, direction, label }]) => [
      name,
      { unit, direction, ...(label === undefined ? {} : { label }) },
    ]);
    return declared.length > 0 ? Object.fromEntries(declared) : LLAMA_METRICS;
  },
  prepare: prepareCommand,
  command: startCommand,
  parse: (output, { options, parseLlamaBench }) =>
    Object.keys(options.metrics).length > 0
      ? readMetrics(options.metrics, output)
      : (parseLlamaBench(output.stdout) ?? {}),
  parseSoFar: ({ stdout }, { options, parseLlamaBench }) =>
    Object.keys(options.metrics).length > 0 ? patternsSoFar(options.metrics, stdout) : parseLlamaBench(stdout),
};

export default command;
