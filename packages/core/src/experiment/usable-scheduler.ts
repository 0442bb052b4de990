// The scheduler of an experiment, fitted to this machine and without the parameters that have no effect here.
import {
  type Configuration,
  type Constraint,
  type Host,
  type Parameters,
  SchedtunaError,
  type Scheduler,
} from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';
import type { Options } from '../config/options.js';
import type { RestoreStep } from '../host/guard/steps.js';
import { readSchedulerFile } from '../plugins/read-scheduler-file.js';
import type { Contribution, PluginRegistry } from '../plugins/registry.js';
import { withoutParameters } from '../space/without-parameters.js';
import type { TunedScheduler } from '../trial/trial-setup.js';
import { fitProcessScheduler } from './process-scheduler.js';
import { fitSchedExtScheduler } from './sched-ext-scheduler.js';

/** A scheduler as this machine has it, before the search is narrowed. */
export interface FittedScheduler {
  readonly kind: Scheduler['kind'];
  readonly parameters: Parameters;
  readonly constraints: readonly Constraint[];
  /** Parameters that have no effect here: name → why. */
  readonly unavailable: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  /** For the log. */
  readonly notes: readonly string[];
  /** Frees the machine before the first run, and puts back what was there. */
  readonly takeOver?: { readonly stop: readonly RestoreStep[]; readonly restore: readonly RestoreStep[] };
  /** Lines that apply a configuration by hand. */
  explain(configuration: Configuration): readonly string[];
  /** For the parameters and constraints that are left in the search. */
  tuned(parameters: Parameters, constraints: readonly Constraint[]): TunedScheduler;
}

export interface UsableScheduler extends Omit<FittedScheduler, 'tuned'> {
  readonly source: Contribution;
  readonly scheduler: TunedScheduler;
}

export interface Machine {
  readonly host: Host;
  /** /sys/kernel/sched_ext, or a tree like it. */
  readonly schedExtRoot: string;
}

/** Throws ST_UNKNOWN_SCHEDULER, ST_PLUGIN_…, ST_CONFIG_…, ST_SCHEDULER_…, ST_PRIVILEGES or ST_USAGE. */
export async function usableScheduler(
  options: Options,
  registry: PluginRegistry,
  machine: Machine,
  hasBackground: boolean,
): Promise<UsableScheduler> {
  const { definition, source } = await definitionOf(options, registry);
  const { name } = definition;
  const fitted =
    definition.kind === 'process'
      ? await fitProcessScheduler(definition, machine.host)
      : await fitSchedExtScheduler(definition, machine, options);
  const unavailable = { ...fitted.unavailable, ...(hasBackground ? {} : withoutBackground(definition.parameters)) };
  const unwanted = unwantedParameters(name, definition.parameters, unavailable, options.searchParameters);
  const { parameters, constraints } = withoutParameters(fitted, [...Object.keys(unavailable), ...unwanted]);
  if (Object.keys(parameters).length === 0) {
    const reasons = Object.entries(unavailable).map(([parameter, reason]) => `${parameter}: ${reason}`);
    throw new SchedtunaError(
      'ST_SCHEDULER_UNUSABLE',
      `no parameter of ${name} works on this machine: ${reasons.join('; ')}`,
    );
  }
  return { ...fitted, source, parameters, constraints, unavailable, scheduler: fitted.tuned(parameters, constraints) };
}

/** From --scheduler-file, else from the plugin that contributes --scheduler. */
export async function definitionOf({ schedulerFile, schedulerName }: Options, registry: PluginRegistry) {
  return schedulerFile === undefined ? registry.load('schedulers', schedulerName) : readSchedulerFile(schedulerFile);
}

function withoutBackground(parameters: Parameters): Record<string, string> {
  const names = Object.keys(parameters).filter((name) => parameters[name].role === 'background');
  return Object.fromEntries(names.map((name) => [name, 'the benchmark has no background load']));
}

/** What --parameter does not name; a name that cannot be searched is an error. */
function unwantedParameters(
  scheduler: string,
  parameters: Parameters,
  unavailable: Readonly<Record<string, string>>,
  requested: readonly string[] | undefined,
): readonly string[] {
  if (requested === undefined) return [];
  const names = Object.keys(parameters);
  for (const name of requested) {
    if (!names.includes(name)) {
      const close = nearest(name, names);
      throw new SchedtunaError('ST_USAGE', `${scheduler} has no parameter ${name} (it has ${names.join(', ')})`, {
        hint: close ? `Did you mean ${close}?` : `schedtuna schedulers show ${scheduler} says what each does.`,
      });
    }
    if (name in unavailable) {
      throw new SchedtunaError('ST_SCHEDULER_UNUSABLE', `${name} cannot be searched here: ${unavailable[name]}`, {
        hint: 'Leave --parameter away to search everything that works here.',
      });
    }
  }
  return names.filter((name) => !requested.includes(name));
}
