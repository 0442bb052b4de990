// One table of errors: code → exit class and what it means. docs/reference/errors.md is held against it by a test.

/** Exit status by class of error. */
export const EXIT = {
  internal: 1,
  usage: 2,
  configuration: 3,
  plugin: 4,
  unsupported: 5,
  benchmark: 6,
  storage: 7,
  agent: 8,
  host: 9,
  scheduler: 10,
  interrupted: 130,
} as const;

export type ExitClass = keyof typeof EXIT;

export const ERRORS = {
  ST_INTERNAL: { exit: 'internal', meaning: 'A defect of schedtuna itself' },
  ST_USAGE: { exit: 'usage', meaning: 'A flag or argument is unknown, missing or has a value that is not allowed' },
  ST_UNKNOWN_SCHEDULER: { exit: 'usage', meaning: 'No installed plugin contributes a scheduler of that name' },
  ST_UNKNOWN_BENCHMARK: { exit: 'usage', meaning: 'No installed plugin contributes a benchmark of that name' },
  ST_UNKNOWN_AGENT: { exit: 'usage', meaning: 'No installed plugin contributes an agent of that name' },
  ST_UNKNOWN_METRIC: { exit: 'usage', meaning: 'The benchmark does not measure the metric to optimise or to guard' },
  ST_CONFIG_FILE: {
    exit: 'configuration',
    meaning: 'A configuration file cannot be read or is not valid YAML or JSON',
  },
  ST_CONFIG_KEY: { exit: 'configuration', meaning: 'A configuration file has an unknown key' },
  ST_CONFIG_VALUE: { exit: 'configuration', meaning: 'An option has the wrong type or a value that is not allowed' },
  ST_PLUGIN_INVALID: {
    exit: 'plugin',
    meaning: 'A plugin declares or exports something that is not what its contract says',
  },
  ST_PLUGIN_API: { exit: 'plugin', meaning: 'A plugin was made for another version of the plugin contract' },
  ST_PLUGIN_DUPLICATE: { exit: 'plugin', meaning: 'Two plugins contribute the same name' },
  ST_PLUGIN_IMPORT: { exit: 'plugin', meaning: 'A plugin fails while it is imported' },
  ST_UNSUPPORTED: { exit: 'unsupported', meaning: 'This operating system or machine cannot do what was asked' },
  ST_MODEL: { exit: 'benchmark', meaning: 'The model file is missing, unreadable or not GGUF' },
  ST_BENCHMARK_MISSING: { exit: 'benchmark', meaning: 'The benchmark program is not there or cannot be executed' },
  ST_BENCHMARK_OPTIONS: { exit: 'benchmark', meaning: 'The benchmark cannot run with these options on this machine' },
  ST_BASELINE_FAILED: {
    exit: 'benchmark',
    meaning: 'Benchmark or scheduler does not work under the default configuration',
  },
  ST_RESULTS_DIR: { exit: 'storage', meaning: 'The results directory cannot be created or written' },
  ST_EXPERIMENT_NAME: { exit: 'storage', meaning: 'The experiment name cannot be a directory name' },
  ST_EXPERIMENT_EXISTS: { exit: 'storage', meaning: 'An experiment of that name exists' },
  ST_EXPERIMENT_MISSING: { exit: 'storage', meaning: 'There is no such experiment' },
  ST_EXPERIMENT_LOCKED: { exit: 'storage', meaning: 'Another process works on this experiment' },
  ST_JOURNAL_DAMAGED: { exit: 'storage', meaning: 'A line in the middle of a journal is damaged' },
  ST_JOURNAL_WRITE: { exit: 'storage', meaning: 'A result could not be written to disk' },
  ST_NOTHING_TO_TEST: { exit: 'storage', meaning: 'The experiment has no configuration that could be tested' },
  ST_AGENT_FAILED: { exit: 'agent', meaning: 'The agent threw an error' },
  ST_AGENT_INVALID: { exit: 'agent', meaning: 'The agent suggested or returned something that is not allowed' },
  ST_AGENT_TIMEOUT: { exit: 'agent', meaning: 'The agent did not answer in time' },
  ST_CHECKPOINT: { exit: 'agent', meaning: 'An agent checkpoint cannot be loaded' },
  ST_HOST: { exit: 'host', meaning: 'The machine refused something that a run needs' },
  ST_OTHER_MACHINE: { exit: 'host', meaning: 'The experiment was made on another machine or kernel' },
  ST_VOID_TRIALS: { exit: 'host', meaning: 'Several runs in a row could not be trusted' },
  ST_SCHEDULER_BUSY: {
    exit: 'host',
    meaning: 'Another sched_ext scheduler is loaded, or a service that would load one',
  },
  ST_PRIVILEGES: { exit: 'host', meaning: 'This user may not do what the run needs' },
  ST_SCHEDULER_UNUSABLE: { exit: 'scheduler', meaning: 'The scheduler cannot be tuned on this machine' },
  ST_INTERRUPTED: { exit: 'interrupted', meaning: 'Stopped by a signal; the experiment can be resumed' },
} as const satisfies Record<string, { readonly exit: ExitClass; readonly meaning: string }>;

export type ErrorCode = keyof typeof ERRORS;

const BRAND = Symbol.for('schedtuna/error');

/** An error that is shown to a person: `message` says what failed with which value, `hint` what to do next. */
export class SchedtunaError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly [BRAND] = true;

  constructor(code: ErrorCode, message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'SchedtunaError';
    this.code = code;
    this.hint = options.hint;
  }

  get exitCode(): number {
    return EXIT[ERRORS[this.code].exit];
  }
}

/** True also for errors made by another copy of this package. */
export function isSchedtunaError(error: unknown): error is SchedtunaError {
  return typeof error === 'object' && error !== null && BRAND in error;
}
