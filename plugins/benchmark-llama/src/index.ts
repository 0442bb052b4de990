// Benchmark llama-bench: prompt and generation speed of llama.cpp, embedded or through a llama-bench of the machine.
import { basename } from 'node:path';
import type { Benchmark } from '@schedtuna/sdk';
import { embeddedCommand, loadCommands } from './embedded-commands.js';
import { metrics } from './metrics.js';
import { type LlamaOptions, options } from './options.js';
import { parse, parseSoFar } from './parse.js';
import { planOf } from './plan.js';
import { prepare } from './prepare.js';
import { hasLoad } from './profile.js';

/** Share of its default throughput that the load must keep: making it idle would win trivially when nothing protects it. */
const LOAD_KEEPS = 0.7;

export default {
  name: 'llama-bench',
  description: 'Prompt and generation speed of llama.cpp: built in, or with your llama-bench and model',
  homepage: 'https://github.com/ggml-org/llama.cpp',
  options,
  metrics: () => metrics,
  recognises: ([program = '']) => basename(program) === 'llama-bench',
  guards: ({ profile }, { facts }) =>
    hasLoad(profile) && facts.mode !== 'external' ? [`background_units_per_sec >= ${LOAD_KEEPS}`] : [],
  prepare,
  command(context, prepared) {
    const plan = planOf(prepared);
    if (plan.mode === 'external') return { file: plan.file, args: plan.args };
    return embeddedCommand(context.options, plan.model, plan.threads);
  },
  background(_, prepared) {
    const plan = planOf(prepared);
    return plan.mode === 'external' ? [] : loadCommands(plan.threads);
  },
  parse: (output, context) => parse(output, context),
  parseSoFar: (output, context) => parseSoFar(output, context),
} satisfies Benchmark<LlamaOptions>;
