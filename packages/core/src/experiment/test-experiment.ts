// The service behind `schedtuna test`: fresh runs of an experiment's winner against the default.
import { type Configuration, SchedtunaError } from '@schedtuna/sdk';
import { awaitGuard } from './await-guard.js';
import { judgeTrials, measureFinalists } from './confirmation.js';
import { findDirectory } from './directory.js';
import { readJournal } from './journal.js';
import { lock } from './lock.js';
import { withLog } from './log-file.js';
import type { JournalRecord } from './records.js';
import { caveatOfTest, forcedPart } from './same-machine.js';
import { sameProblem } from './same-problem.js';
import type { ExperimentReference, ExperimentServices } from './services.js';
import { withSession } from './session.js';
import type { Watch } from './stage.js';
import { type ExperimentSummary, summarise } from './summary.js';
import { tooFewPairs } from './too-few-runs.js';

export async function testExperiment(
  services: ExperimentServices,
  { experiment: name, resultsDir, force = false, runs }: ExperimentReference & { readonly runs: number },
  watch: Watch,
): Promise<ExperimentSummary> {
  const directory = findDirectory(resultsDir, name);
  const release = lock(directory);
  try {
    await awaitGuard(directory);
    const { experiment, records, bytes } = readJournal(directory);
    const policy = { purpose: 'test', force } as const;
    const { problem, warnings, forced } = await sameProblem(services, experiment, watch, policy);
    const configuration = winnerOf(records, experiment.name);
    const baseline = records.find((record) => record.type === 'baseline');
    if (!baseline) throw nothingToTest(experiment.name);
    const logged = withLog(directory, watch);
    for (const message of [...warnings, ...tooFewPairs(runs)])
      logged.listen({ type: 'notice', level: 'warning', message });
    const session = { directory, experiment, problem, bytes, past: [], before: records, plan: { test: 2 * runs } };
    return await withSession({ ...session, watch: logged }, async (stage) => {
      const at = new Date().toISOString();
      stage.ledger.append({ type: 'session', event: 'test', at, configuration, runs, ...forcedPart(forced) });
      const measured = { ...stage, baseline };
      const trials = await measureFinalists(measured, 'test', [configuration], runs);
      const verdict = { ...judgeTrials(measured, trials, [configuration], runs, []), ...caveatOfTest(forced) };
      stage.ledger.append({ type: 'verdict', phase: 'test', at: new Date().toISOString(), verdict });
      const commandLines = verdict.conclusion !== 'better' ? [] : problem.scheduler.explain(configuration);
      stage.listen({ type: 'verdict', verdict, metrics: stage.experiment.benchmark.metrics, directory, commandLines });
      return summarise(measured, [], verdict, commandLines);
    });
  } finally {
    release();
  }
}

/** The configuration of the last verdict, else the best of the search. */
function winnerOf(records: readonly JournalRecord[], name: string): Configuration {
  const verdict = records.filter((record) => record.type === 'verdict').at(-1);
  if (verdict) return verdict.verdict.configuration;
  const best = records
    .filter((record) => record.type === 'episode')
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score as number) - (a.score as number))[0];
  const trial = records.find((record) => record.type === 'trial' && record.id === best?.trial);
  if (trial?.type !== 'trial') throw nothingToTest(name);
  return trial.configuration;
}

function nothingToTest(name: string): SchedtunaError {
  return new SchedtunaError(
    'ST_NOTHING_TO_TEST',
    `${name} has no finished search run whose configuration could be tested`,
    {
      hint: `Finish it first: schedtuna resume ${name}`,
    },
  );
}
