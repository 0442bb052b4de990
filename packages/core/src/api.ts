// The TypeScript API: the same services as the commands, for programs.
import { isAbsolute, resolve } from 'node:path';
import type { Parameters } from '@schedtuna/sdk';
import type { Options } from './config/options.js';
import { parseConfig } from './config/parse-config.js';
import { completeOptions } from './config/resolve-options.js';
import { completeTestOptions, type TestOptions } from './config/test-options.js';
import type { ExperimentEvent } from './experiment/events.js';
import type { ExperimentSummary } from './experiment/summary.js';

export type { TestOptions } from './config/test-options.js';

/** Any of the options in camelCase or snake_case; or the path of a YAML or JSON file with them. */
export type OptionsInput = Readonly<Record<string, unknown>> | string;

export interface RunHooks {
  /** Hears what the terminal would show. */
  readonly onEvent?: ((event: ExperimentEvent) => void) | undefined;
  /** Abort it to stop cleanly: the promise rejects with ST_INTERRUPTED. */
  readonly signal?: AbortSignal | undefined;
}

export interface SchedulerInfo {
  readonly schedulerName: string;
  readonly description: string;
  readonly parameters: Parameters;
}

export interface Api {
  /** Tunes a scheduler from A/A to verdict. Rejects with a SchedtunaError. */
  optimizeScheduler(options: OptionsInput, hooks?: RunHooks): Promise<ExperimentSummary>;
  SchedulerOptimizer: new (options?: OptionsInput) => SchedulerOptimizer;
}

export interface SchedulerOptimizer {
  getSchedulerInfo(): Promise<SchedulerInfo>;
  /** As optimizeScheduler. */
  train(hooks?: RunHooks): Promise<ExperimentSummary>;
  /**
   * Fresh runs of an experiment's winner. On another machine or kernel it rejects with ST_OTHER_MACHINE unless force is
   * true.
   */
  test(experiment: string, options?: TestOptions & RunHooks): Promise<ExperimentSummary>;
}

/** `root`: directory or module URL of the package whose plugins are used. */
export function createApi(root: string): Api {
  const container = async () => {
    const [{ Config }, { createContainer }] = await Promise.all([
      import('@oclif/core/config'),
      import('./container.js'),
    ]);
    const config = await Config.load(root);
    return createContainer(config.plugins.values(), config.version);
  };
  const watch = ({ onEvent = () => {}, signal = new AbortController().signal }: RunHooks = {}) => ({
    listen: onEvent,
    interruption: signal,
  });

  async function optimizeScheduler(input: OptionsInput, hooks?: RunHooks): Promise<ExperimentSummary> {
    const [options, services, { OPTIMIZE }] = await Promise.all([
      optionsOf(input),
      container(),
      import('./container.js'),
    ]);
    return services.resolve(OPTIMIZE)(options, watch(hooks));
  }

  class Optimizer implements SchedulerOptimizer {
    readonly #input: OptionsInput;

    constructor(input: OptionsInput = {}) {
      this.#input = input;
    }

    async getSchedulerInfo(): Promise<SchedulerInfo> {
      const [options, services, { FIND_SCHEDULER }] = await Promise.all([
        optionsOf(this.#input),
        container(),
        import('./container.js'),
      ]);
      const { name, description, parameters } = await services.resolve(FIND_SCHEDULER)(options);
      return { schedulerName: name, description, parameters };
    }

    train(hooks?: RunHooks): Promise<ExperimentSummary> {
      return optimizeScheduler(this.#input, hooks);
    }

    async test(
      experiment: string,
      { onEvent, signal, ...given }: TestOptions & RunHooks = {},
    ): Promise<ExperimentSummary> {
      const { testRuns, force } = completeTestOptions(given);
      const [{ resultsDir }, services, { TEST }] = await Promise.all([
        optionsOf(this.#input),
        container(),
        import('./container.js'),
      ]);
      return services.resolve(TEST)({ experiment, resultsDir, force, runs: testRuns }, watch({ onEvent, signal }));
    }
  }

  return { optimizeScheduler, SchedulerOptimizer: Optimizer };
}

async function optionsOf(input: OptionsInput): Promise<Options> {
  if (typeof input !== 'string') return completeOptions(parseConfig(JSON.stringify(input), 'options'));
  const { readConfigFile } = await import('./config/config-file.js');
  return completeOptions(await readConfigFile(isAbsolute(input) ? input : resolve(input), process.cwd()));
}
