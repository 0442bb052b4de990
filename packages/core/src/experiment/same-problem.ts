// Whether what an experiment measured can be measured again: same machine, same program, same benchmark.
import { SchedtunaError } from '@schedtuna/sdk';
import { checkPlatform, createProblem, type Problem } from './problem.js';
import type { ExperimentRecord } from './records.js';
import { checkMachine, type MachinePolicy } from './same-machine.js';
import type { ExperimentServices } from './services.js';
import type { Watch } from './stage.js';

/**
 * Plugins and benchmark of a recorded experiment. Refuses when the benchmark measures something else now, and on another
 * machine or kernel unless that is forced: `forced` says what differs then.
 */
export async function sameProblem(
  services: ExperimentServices,
  experiment: ExperimentRecord,
  watch: Watch,
  policy: MachinePolicy,
): Promise<{ readonly problem: Problem; readonly warnings: readonly string[]; readonly forced: readonly string[] }> {
  const log = (message: string) => watch.listen({ type: 'notice', level: 'debug', message });
  const { host, registry, version } = services;
  checkPlatform(host);
  const { other: forced, changed } = await checkMachine(host, experiment, policy); // before anything is prepared
  const problem = await createProblem(experiment.options, registry, services, log);
  const { sha256, binary } = problem.described.scheduler.facts;
  if (experiment.scheduler.facts.sha256 !== sha256) {
    throw new SchedtunaError(
      'ST_SCHEDULER_UNUSABLE',
      `${binary} is not the program that ${experiment.name} began with`,
      {
        hint: 'Runs before and after cannot be compared. Put the old program back, or start a new experiment.',
      },
    );
  }
  const measured = differences(experiment.benchmark.prepared.facts, problem.prepared.facts);
  if (measured.length > 0) {
    throw new SchedtunaError(
      'ST_BENCHMARK_OPTIONS',
      `the benchmark of ${experiment.name} has changed: ${measured.join(', ')}`,
      {
        hint: 'Runs before and after cannot be compared. Restore what it was, or start a new experiment.',
      },
    );
  }
  const changes = [
    ...differences({ schedtuna: experiment.schedtuna }, { schedtuna: version }),
    ...forced,
    ...changed,
    ...differences(
      { [experiment.scheduler.package]: experiment.scheduler.version },
      { [problem.scheduler.source.package]: problem.scheduler.source.version },
    ),
    ...differences(experiment.scheduler.facts, problem.described.scheduler.facts),
  ];
  // each once: the kernel is a fact of the machine and of eevdf
  const warnings = [...new Set(changes)].map(
    (change) => `this machine or program is not what it was when the experiment began: ${change}`,
  );
  return { problem, warnings, forced };
}

function differences(recorded: object, now: object): string[] {
  const keys = new Set([...Object.keys(recorded), ...Object.keys(now)]);
  const value = (of: object, key: string) => String((of as Record<string, unknown>)[key] ?? 'unknown');
  return [...keys]
    .filter((key) => value(recorded, key) !== value(now, key))
    .map((key) => `${key} was ${value(recorded, key)}, is ${value(now, key)}`);
}
