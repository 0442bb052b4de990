// The service behind `schedtuna resume`: goes through the journal again and continues where it ends.
import { SchedtunaError } from '@schedtuna/sdk';
import { fingerprint } from '../host/fingerprint.js';
import { awaitGuard } from './await-guard.js';
import { findDirectory } from './directory.js';
import { readJournal } from './journal.js';
import { lock } from './lock.js';
import { withLog } from './log-file.js';
import { phasePlan } from './phase-plan.js';
import { createProblem, type Problem } from './problem.js';
import type { ExperimentRecord, JournalRecord } from './records.js';
import { runProtocol } from './run-protocol.js';
import type { ExperimentReference, ExperimentServices } from './services.js';
import { withSession } from './session.js';
import type { Watch } from './stage.js';
import type { ExperimentSummary } from './summary.js';

export async function resume(
  services: ExperimentServices,
  { experiment: name, resultsDir }: ExperimentReference,
  watch: Watch,
): Promise<ExperimentSummary> {
  const directory = findDirectory(resultsDir, name);
  const release = lock(directory);
  try {
    await awaitGuard(directory);
    const { experiment, records, bytes } = readJournal(directory);
    const { problem, warnings } = await sameProblem(services, experiment, watch);
    const past = records.filter(isOfProtocol);
    const before = records.filter((record) => !isOfProtocol(record));
    const session = { directory, experiment, problem, bytes, past, before, plan: phasePlan(experiment.options) };
    const episodes = past.filter(({ type }) => type === 'episode').length;
    const logged = withLog(directory, watch);
    logged.listen({ type: 'plan', experiment, directory, firstEpisode: episodes + 1 });
    for (const message of warnings) logged.listen({ type: 'notice', level: 'warning', message });
    return await withSession({ ...session, watch: logged }, (stage) => runProtocol(stage, problem.scheduler.explain));
  } finally {
    release();
  }
}

/** Plugins and benchmark of a recorded experiment; refuses when the benchmark measures something else now. */
export async function sameProblem(
  services: ExperimentServices,
  experiment: ExperimentRecord,
  watch: Watch,
): Promise<{ readonly problem: Problem; readonly warnings: readonly string[] }> {
  const log = (message: string) => watch.listen({ type: 'notice', level: 'debug', message });
  const { host, registry, version } = services;
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
  const changed = differences(experiment.benchmark.prepared.facts, problem.prepared.facts);
  if (changed.length > 0) {
    throw new SchedtunaError(
      'ST_BENCHMARK_OPTIONS',
      `the benchmark of ${experiment.name} has changed: ${changed.join(', ')}`,
      {
        hint: 'Runs before and after cannot be compared. Restore what it was, or start a new experiment.',
      },
    );
  }
  const warnings = [
    ...differences({ schedtuna: experiment.schedtuna }, { schedtuna: version }),
    ...differences(experiment.host, await fingerprint(host)),
    ...differences(
      { [experiment.scheduler.package]: experiment.scheduler.version },
      { [problem.scheduler.source.package]: problem.scheduler.source.version },
    ),
    ...differences(experiment.scheduler.facts, problem.described.scheduler.facts),
  ].map((difference) => `this machine or program is not what it was when the experiment began: ${difference}`);
  return { problem, warnings };
}

/** Lines of a `test` are not part of the protocol that is gone through again. */
function isOfProtocol(record: JournalRecord): boolean {
  if (record.type === 'experiment' || record.type === 'session') return false;
  return !('phase' in record && record.phase === 'test');
}

function differences(recorded: object, now: object): string[] {
  const keys = new Set([...Object.keys(recorded), ...Object.keys(now)]);
  const value = (of: object, key: string) => String((of as Record<string, unknown>)[key] ?? 'unknown');
  return [...keys]
    .filter((key) => value(recorded, key) !== value(now, key))
    .map((key) => `${key} was ${value(recorded, key)}, is ${value(now, key)}`);
}
