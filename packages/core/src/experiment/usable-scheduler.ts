// The scheduler of an experiment, without the parameters that have no effect here.
import { type Host, type Parameters, SchedtunaError, type Scheduler } from '@schedtuna/sdk';
import type { PluginRegistry } from '../plugins/registry.js';
import { withoutParameters } from '../space/without-parameters.js';

export type ProcessScheduler = Extract<Scheduler, { kind: 'process' }>;

/** Throws ST_UNKNOWN_SCHEDULER, ST_PLUGIN_… or ST_SCHEDULER_UNUSABLE. */
export async function usableScheduler(name: string, registry: PluginRegistry, host: Host, hasBackground: boolean) {
  const { definition, source } = await registry.load('schedulers', name);
  if (definition.kind !== 'process') {
    throw new SchedtunaError(
      'ST_SCHEDULER_UNUSABLE',
      `${name} is a sched_ext scheduler; this version tunes schedulers of kind process only`,
      {
        hint: 'Use --scheduler eevdf, the scheduler of the kernel itself.',
      },
    );
  }
  const probe = await definition.probe(host);
  if (!probe.usable) {
    throw new SchedtunaError('ST_SCHEDULER_UNUSABLE', `${name} cannot be tuned on this machine: ${probe.reason}`, {
      hint: 'schedtuna doctor says what can be tuned here.',
    });
  }
  const unavailable = { ...probe.unavailable, ...(hasBackground ? {} : withoutBackground(definition.parameters)) };
  const { parameters, constraints } = withoutParameters(definition, Object.keys(unavailable));
  if (Object.keys(parameters).length === 0) {
    const reasons = Object.entries(unavailable).map(([parameter, reason]) => `${parameter}: ${reason}`);
    throw new SchedtunaError(
      'ST_SCHEDULER_UNUSABLE',
      `no parameter of ${name} works on this machine: ${reasons.join('; ')}`,
    );
  }
  const described = { kind: definition.kind, parameters, constraints, unavailable, facts: probe.facts ?? {} };
  return { definition, source, described };
}

function withoutBackground(parameters: Parameters): Record<string, string> {
  const names = Object.keys(parameters).filter((name) => parameters[name].role === 'background');
  return Object.fromEntries(names.map((name) => [name, 'the benchmark has no background load']));
}
