// The service behind `schedtuna optimize`: a new experiment from options to verdict.
import { resolve } from 'node:path';
import type { Options } from '../config/options.js';
import { fingerprint } from '../host/fingerprint.js';
import type { PluginRegistry } from '../plugins/registry.js';
import { createDirectory, freeName } from './directory.js';
import { openJournal } from './journal.js';
import { lock } from './lock.js';
import { withLog } from './log-file.js';
import { phasePlan } from './phase-plan.js';
import { createProblem } from './problem.js';
import { type ExperimentRecord, SCHEMA_VERSION } from './records.js';
import { runProtocol } from './run-protocol.js';
import type { ExperimentServices } from './services.js';
import { withSession } from './session.js';
import type { Watch } from './stage.js';
import type { ExperimentSummary } from './summary.js';
import { tooFewRuns } from './too-few-runs.js';
import { definitionOf } from './usable-scheduler.js';

export async function optimize(services: ExperimentServices, given: Options, watch: Watch): Promise<ExperimentSummary> {
  const { host, registry, version } = services;
  const options = await namedOptions(given, registry);
  const notice = (message: string) => watch.listen({ type: 'notice', level: 'info', message });
  const problem = await createProblem(options, registry, services, notice);
  const createdAt = new Date();
  const name = options.experimentName ?? freeName(options, createdAt);
  const experiment: ExperimentRecord = {
    type: 'experiment',
    schema: SCHEMA_VERSION,
    schedtuna: version,
    name,
    createdAt: createdAt.toISOString(),
    options,
    ...problem.described,
    host: await fingerprint(host),
  };
  const directory = createDirectory(options.resultsDir, name);
  const release = lock(directory);
  try {
    const bytes = firstLine(directory, experiment);
    const plan = phasePlan(options);
    const start = { directory, experiment, problem, bytes, past: [], before: [experiment], plan };
    return await withSession({ ...start, watch: withLog(directory, watch) }, (stage) => {
      stage.listen({
        type: 'plan',
        experiment,
        directory,
        firstEpisode: 1,
        ...expected(stage.planned.now().remainingSeconds),
      });
      for (const message of tooFewRuns(options)) stage.listen({ type: 'notice', level: 'warning', message });
      return runProtocol(stage, problem.scheduler.explain);
    });
  } finally {
    release();
  }
}

/** A definition file is kept by its absolute path, and names the scheduler. */
async function namedOptions(options: Options, registry: PluginRegistry): Promise<Options> {
  if (options.schedulerFile === undefined) return options;
  const schedulerFile = resolve(options.schedulerFile);
  const { definition } = await definitionOf({ ...options, schedulerFile }, registry);
  return { ...options, schedulerFile, schedulerName: definition.name };
}

function expected(seconds: number | undefined): { readonly expectedSeconds?: number } {
  return seconds === undefined ? {} : { expectedSeconds: seconds };
}

function firstLine(directory: string, experiment: ExperimentRecord): number {
  const journal = openJournal(directory, 0);
  journal.append(experiment);
  journal.close();
  return Buffer.byteLength(`${JSON.stringify(experiment)}\n`);
}
