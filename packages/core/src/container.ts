// The only place where things are put together: one child container per command or API call.
import 'reflect-metadata/lite';
import type { Host } from '@schedtuna/sdk';
import type { InjectionToken } from 'tsyringe';
import type { Options } from './config/options.js';
import type { Listener } from './experiment/events.js';
import type { ExperimentSummary } from './experiment/summary.js';
import type { DoctorReport } from './host/doctor/report.js';
import type { PluginRegistry } from './plugins/registry.js';

const token = <T>(name: string): InjectionToken<T> => Symbol.for(`schedtuna/${name}`);

/** What a running experiment needs from whoever started it. */
export interface Watch {
  readonly listen: Listener;
  /** Aborted by the first Ctrl-C: the running trial becomes void, the journal is complete. */
  readonly interruption: AbortSignal;
}

export interface ExperimentReference {
  /** Name in the results directory, or a path. */
  readonly experiment: string;
  readonly resultsDir: string;
}

export type Optimize = (options: Options, watch: Watch) => Promise<ExperimentSummary>;
export type Resume = (reference: ExperimentReference, watch: Watch) => Promise<ExperimentSummary>;
export type Test = (
  reference: ExperimentReference & { readonly runs: number },
  watch: Watch,
) => Promise<ExperimentSummary>;
export type Report = (
  reference: ExperimentReference,
) => Promise<{ readonly directory: string; readonly files: readonly string[] }>;
export type Doctor = () => Promise<DoctorReport>;

export const HOST = token<Host>('host');
export const REGISTRY = token<PluginRegistry>('registry');
export const OPTIMIZE = token<Optimize>('optimize');
export const RESUME = token<Resume>('resume');
export const TEST = token<Test>('test');
export const REPORT = token<Report>('report');
export const DOCTOR = token<Doctor>('doctor');
