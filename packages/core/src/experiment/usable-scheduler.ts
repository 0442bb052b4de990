// The scheduler of an experiment, fitted to this machine and without the parameters that have no effect here.
import { type Parameters, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';
import type { Options } from '../config/options.js';
import { readSchedulerFile } from '../plugins/read-scheduler-file.js';
import type { Contribution, PluginRegistry } from '../plugins/registry.js';
import { withoutParameters } from '../space/without-parameters.js';
import type { TunedScheduler } from '../trial/trial-setup.js';
import type { FittedScheduler, Machine } from './fitted-scheduler.js';
import { fitProcessScheduler } from './process-scheduler.js';
import { fitSchedExtScheduler } from './sched-ext-scheduler.js';

export interface UsableScheduler extends Omit<FittedScheduler, 'tuned'> {
  readonly source: Contribution;
  readonly scheduler: TunedScheduler;
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
