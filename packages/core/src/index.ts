export {
  type Api,
  createApi,
  type OptionsInput,
  type RunHooks,
  type SchedulerInfo,
  type SchedulerOptimizer,
  type TestOptions,
} from './api.js';
export type { Options } from './config/options.js';
export type { Effect, GuardResult, Verdict } from './confirm/verdict.js';
export type { ExperimentEvent, Listener } from './experiment/events.js';
export type { JournalRecord } from './experiment/records.js';
export type { ExperimentSummary } from './experiment/summary.js';
