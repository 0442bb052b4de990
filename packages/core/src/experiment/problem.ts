// Turns options into what is to be measured: plugins chosen, parameters that work here, benchmark prepared.

import { resolve } from 'node:path';
import {
  type Benchmark,
  type BenchmarkContext,
  ERRORS,
  type ErrorCode,
  type Fail,
  type Host,
  type Metrics,
  type Prepared,
  SchedtunaError,
} from '@schedtuna/sdk';
import { cacheDirectory } from '../config/cache-directory.js';
import type { Options } from '../config/options.js';
import { splitWords } from '../config/split-words.js';
import { validateOptions } from '../config/validate-options.js';
import { type BenchmarkUser, benchmarkUser, hostAs } from '../host/benchmark-user.js';
import type { Contribution, PluginRegistry } from '../plugins/registry.js';
import { checkGuards } from '../trial/check-guards.js';
import { parseLlamaBench } from '../trial/llama-bench-output.js';
import { checkObjective, requestedObjective } from '../trial/objective.js';
import { checkBackend } from './agent/check-backend.js';
import type { Machine } from './fitted-scheduler.js';
import type { ExperimentRecord, Source } from './records.js';
import { definitionOf, type UsableScheduler, usableScheduler } from './usable-scheduler.js';

/** Everything that is known before the first run. */
export interface Problem {
  readonly scheduler: UsableScheduler;
  /** undefined: the benchmark runs as the user of the tuner. */
  readonly user?: BenchmarkUser;
  /** Directory in which guards leave what they have to undo. */
  readonly guardRecords: string;
  readonly benchmark: Benchmark;
  readonly context: BenchmarkContext;
  readonly prepared: Prepared;
  readonly metrics: Metrics;
  readonly agent: Contribution;
  readonly agentOptions: Readonly<Record<string, unknown>>;
  /** The parts of the journal's first line that follow from the options. */
  readonly described: Pick<ExperimentRecord, 'scheduler' | 'benchmark' | 'agent'>;
}

export async function createProblem(
  options: Options,
  registry: PluginRegistry,
  machine: Machine,
  log: (message: string) => void,
): Promise<Problem> {
  const { host } = machine;
  checkPlatform(host);
  await definitionOf(options, registry); // before anything is prepared
  const user = await benchmarkUser(host, options.benchmarkUser);
  const agent = await registry.load('agents', options.algorithm);
  await checkBackend(agent, options, log);
  const agentOptions = validateOptions(agent.definition.options, options.agentOptions, `agent ${options.algorithm}`);
  const words = options.benchmarkCmd === undefined ? undefined : splitWords(options.benchmarkCmd);
  const benchmark = await registry.load('benchmarks', options.benchmark ?? (await benchmarkFor(words, registry)));
  const context: BenchmarkContext = {
    options: validateOptions(
      benchmark.definition.options,
      options.benchmarkOptions,
      `benchmark ${benchmark.source.name}`,
    ),
    ...(words ? { benchmarkCmd: words, benchmarkLine: options.benchmarkCmd } : {}),
    ...(options.modelPath === undefined ? {} : { modelPath: resolve(options.modelPath) }),
    cacheDir: cacheDirectory({ isShared: user !== undefined }),
    host: hostAs(host, user),
    fail,
    log,
    parseLlamaBench,
  };
  const metrics: Metrics = {
    ...benchmark.definition.metrics(context.options),
    execution_time: {
      unit: 's',
      direction: 'minimize',
      label: 'execution time',
      description: 'Wall time of the command',
    },
  };
  if (options.guards !== undefined) checkGuards(options.guards, metrics);
  const requested = requestedObjective(options);
  if (requested !== undefined) checkObjective(requested, metrics);
  const prepared = (await benchmark.definition.prepare?.(context)) ?? {
    description: options.benchmarkCmd ?? '',
    facts: {},
  };
  const guards = options.guards ?? benchmark.definition.guards?.(context.options, prepared) ?? [];
  checkGuards(guards, metrics);
  const hasBackground = (benchmark.definition.background?.(context, prepared) ?? []).length > 0;
  const scheduler = await usableScheduler(options, registry, machine, hasBackground);
  for (const note of scheduler.notes) log(note);
  return {
    scheduler,
    guardRecords: machine.guardRecords,
    ...(user ? { user } : {}),
    benchmark: benchmark.definition,
    context,
    prepared,
    metrics,
    agent: agent.source,
    agentOptions,
    described: {
      scheduler: { ...describedScheduler(scheduler), ...sourceOf(scheduler.source) },
      benchmark: { ...sourceOf(benchmark.source), metrics, guards, prepared },
      agent: { ...sourceOf(agent.source), options: agentOptions },
    },
  };
}

/** Throws ST_UNSUPPORTED where nothing can be measured. */
export function checkPlatform({ platform }: Host): void {
  if (platform === 'linux') return;
  throw new SchedtunaError('ST_UNSUPPORTED', `schedulers can be tuned on Linux only, this is ${platform}`, {
    hint: 'Here schedtuna can read experiments and compare agents: schedtuna report, compare and simulate.',
  });
}

/** Without --benchmark: the first plugin that knows the command, else `command`; without a command llama-bench. */
async function benchmarkFor(words: readonly string[] | undefined, registry: PluginRegistry): Promise<string> {
  if (words === undefined) return 'llama-bench';
  for (const { name } of registry.list('benchmarks')) {
    const loaded = await registry.load('benchmarks', name).catch(() => undefined); // a broken one is reported when it is asked for
    if (loaded?.definition.recognises?.(words)) return name;
  }
  return 'command';
}

function describedScheduler({ kind, parameters, constraints, unavailable, facts }: UsableScheduler) {
  return { kind, parameters, constraints, unavailable, facts };
}

function sourceOf({ name, package: from, version }: Contribution): Source {
  return { name, package: from, version };
}

const fail: Fail = (code, message, hint) => {
  throw new SchedtunaError(code in ERRORS ? (code as ErrorCode) : 'ST_PLUGIN_INVALID', message, { hint });
};
