// The service behind `schedtuna resume`: goes through the journal again and continues where it ends.
import { awaitGuard } from './await-guard.js';
import { findDirectory } from './directory.js';
import { type JournalContent, openJournal, readJournal } from './journal.js';
import { lock } from './lock.js';
import { withLog } from './log-file.js';
import { phasePlan } from './phase-plan.js';
import type { JournalRecord, SessionRecord } from './records.js';
import { runProtocol } from './run-protocol.js';
import { forcedPart } from './same-machine.js';
import { sameProblem } from './same-problem.js';
import type { ExperimentReference, ExperimentServices } from './services.js';
import { withSession } from './session.js';
import type { Watch } from './stage.js';
import type { ExperimentSummary } from './summary.js';

export async function resume(
  services: ExperimentServices,
  { experiment: name, resultsDir, force = false }: ExperimentReference,
  watch: Watch,
): Promise<ExperimentSummary> {
  const directory = findDirectory(resultsDir, name);
  const release = lock(directory);
  try {
    await awaitGuard(directory);
    const found = readJournal(directory);
    const { experiment } = found;
    const policy = { purpose: 'resume', force } as const;
    const { problem, warnings, forced } = await sameProblem(services, experiment, watch, policy);
    const { records, bytes } = forced.length === 0 ? found : noteForced(directory, found, forced);
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

/** Before the protocol is gone through again: what it measures from here on is of another machine. */
function noteForced(directory: string, { bytes }: JournalContent, differences: readonly string[]): JournalContent {
  const journal = openJournal(directory, bytes);
  const at = new Date().toISOString();
  const record: SessionRecord = { type: 'session', event: 'resumed', at, ...forcedPart(differences) };
  try {
    journal.append(record);
  } finally {
    journal.close();
  }
  return readJournal(directory);
}

/** Lines of a `test` are not part of the protocol that is gone through again. */
function isOfProtocol(record: JournalRecord): boolean {
  if (record.type === 'experiment' || record.type === 'session') return false;
  return !('phase' in record && record.phase === 'test');
}
