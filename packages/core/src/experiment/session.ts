// One process at work on one experiment: lock, journal, guard and agent are taken up together and always given back.
import { createSearchSpace, isSchedtunaError } from '@schedtuna/sdk';
import { type Guard, startGuard } from '../host/guard/client.js';
import { writeReport } from '../report/write-report.js';
import { createSoFarReader } from '../trial/so-far.js';
import type { TrialSetup } from '../trial/trial-setup.js';
import type { RunningAgent } from './agent/checked-agent.js';
import { startAgent } from './agent/start.js';
import { readCheckpoint } from './checkpoints.js';
import type { Listener } from './events.js';
import { openJournal } from './journal.js';
import { createLedger, type Ledger } from './ledger.js';
import { createMeasure } from './measure.js';
import type { Problem } from './problem.js';
import { createPlanned } from './progress.js';
import type { ExperimentRecord, JournalRecord, Phase } from './records.js';
import type { Stage, Watch } from './stage.js';

export interface SessionStart {
  readonly directory: string;
  readonly experiment: ExperimentRecord;
  readonly problem: Problem;
  /** Sound bytes of the journal. */
  readonly bytes: number;
  /** Lines that the protocol goes through again before it measures. */
  readonly past: readonly JournalRecord[];
  /** All other lines. */
  readonly before: readonly JournalRecord[];
  readonly plan: Readonly<Partial<Record<Phase, number>>>;
  readonly watch: Watch;
}

/** Longest time an agent may think about one answer. */
const AGENT_ANSWER_MS = 120_000;

/** Runs `work` on an open experiment. Whatever happens, every process ends and the derived files match the journal. */
export async function withSession<T>(start: SessionStart, work: (stage: Stage) => Promise<T>): Promise<T> {
  const { directory, experiment, problem, watch } = start;
  const { options } = experiment;
  const ledger = createLedger(openJournal(directory, start.bytes), start.past, start.before);
  const listen: Listener = (event) => {
    if (!ledger.isReplaying()) watch.listen(event);
  };
  const planned = createPlanned(start.plan, problem.prepared.expectedSeconds);
  const warn = (message: string) => listen({ type: 'notice', level: 'warning', message });
  const soFar = options.earlyStop ? createSoFarReader(problem, warn) : undefined;
  let guard: Guard | undefined;
  let agent: RunningAgent | undefined;
  const setup = async (): Promise<TrialSetup> => {
    guard ??= await armedGuard(problem, directory);
    const { benchmark, context, prepared, metrics, user } = problem;
    return {
      ...{ scheduler: problem.scheduler.scheduler, benchmark, context, prepared, metrics, guard },
      timeoutMs: options.timeout * 1000,
      ...(user ? { user } : {}),
      ...(soFar ? { soFar } : {}),
    };
  };
  try {
    agent = await openAgent(start, listen);
    const { interruption } = watch;
    const stage: Stage = {
      experiment,
      directory,
      space: createSearchSpace(experiment.scheduler.parameters, experiment.scheduler.constraints),
      ledger,
      measure: createMeasure({
        ...{ setup, ledger, planned, listen, interruption },
        maxForeignCpus: options.maxForeignCpus,
      }),
      planned,
      agent,
      listen,
    };
    const result = await work(stage);
    ledger.append({ type: 'session', event: 'done', at: new Date().toISOString() });
    return result;
  } catch (error) {
    noteInterruption(ledger, error);
    throw error;
  } finally {
    await Promise.allSettled([guard?.close(), agent?.stop()]);
    ledger.close();
    await writeDerived(directory, ledger, watch.listen);
  }
}

/** Under a sched_ext scheduler the guard knows before the first run what it has to put back. */
async function armedGuard({ scheduler, guardRecords }: Problem, directory: string): Promise<Guard> {
  const guard = await startGuard();
  if (scheduler.scheduler.kind !== 'sched_ext') return guard;
  const { root, sudo } = scheduler.scheduler;
  const { stop, restore } = scheduler.takeOver ?? { stop: [], restore: [] };
  try {
    await guard.arm({ directory, root, records: guardRecords, ...(sudo ? { sudo } : {}), stop, restore });
    return guard;
  } catch (error) {
    await guard.close();
    throw error;
  }
}

/** A report that cannot be written must not hide how the experiment ended: it can be made again from the journal. */
async function writeDerived(directory: string, ledger: Ledger, listen: Listener): Promise<void> {
  try {
    await writeReport(directory, [...ledger.records()]);
  } catch (error) {
    const message = `the result files could not be written (${(error as Error).message}); try schedtuna report ${directory}`;
    listen({ type: 'notice', level: 'warning', message });
  }
}

async function openAgent({ experiment, problem }: SessionStart, listen: Listener): Promise<RunningAgent> {
  const { options, scheduler } = experiment;
  const agent = await startAgent(
    problem.agent.name,
    {
      module: problem.agent.module,
      parameters: scheduler.parameters,
      constraints: scheduler.constraints,
      seed: options.seed,
      options: problem.agentOptions,
      settings: {
        learningRate: options.learningRate,
        updateFrequency: options.updateFrequency,
        rewardScaling: options.rewardScaling,
        episodes: options.episodes,
        useGpu: options.useGpu,
        ...(options.backend ? { backend: options.backend } : {}),
      },
    },
    { answerMs: AGENT_ANSWER_MS },
    (message) => listen({ type: 'notice', level: 'debug', message: `${problem.agent.name}: ${message}` }),
  );
  if (options.pretrainedModelPath !== undefined) await agent.load(readCheckpoint(options.pretrainedModelPath));
  return agent;
}

function noteInterruption(ledger: Ledger, error: unknown): void {
  if (!isSchedtunaError(error) || error.code !== 'ST_INTERRUPTED' || ledger.isReplaying()) return;
  ledger.append({ type: 'session', event: 'interrupted', at: new Date().toISOString() });
}
