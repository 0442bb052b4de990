// The episodes: the agent suggests, one run answers, the agent learns; promising ones and the default are measured again along the way.
import type { Diagnostics, Observation, Outcome, Suggestion } from '@schedtuna/sdk';
import { breaksGuards } from '../trial/guards.js';
import { localBaseline } from '../trial/local-baseline.js';
import { needsScore } from '../trial/objective.js';
import { saveCheckpoint } from './checkpoints.js';
import { defaultRuns } from './default-runs.js';
import { defaultObservation, observationOf } from './observation.js';
import { nextToRepeat } from './racing.js';
import type { EpisodeRecord, TrialRecord } from './records.js';
import { searchJudge } from './search-judge.js';
import { pooledScores, type Searched } from './searched.js';
import type { MeasuredStage } from './stage.js';

/** Runs all episodes that are left and returns every one, oldest first. */
export async function search(stage: MeasuredStage): Promise<readonly Searched[]> {
  const { options } = stage.experiment;
  const searched: Searched[] = [];
  const anchored = localBaselineOf(stage);
  await stage.agent.observe(defaultObservation(stage, anchored()));
  for (let episode = 1; episode <= options.episodes; episode++) {
    searched.push(await runEpisode(stage, episode, anchored, searched));
    if (!stage.ledger.isReplaying() && episode % options.saveFrequency === 0) {
      saveCheckpoint(stage.directory, episode, await stage.agent.save());
    }
    const isAnchorDue = episode % options.anchorEvery === 0 && episode < options.episodes;
    if (isAnchorDue) await stage.measure({ phase: 'anchor', episode, configuration: stage.space.defaultConfiguration });
  }
  return searched;
}

type Anchored = () => ReturnType<typeof localBaseline>;

async function runEpisode(
  stage: MeasuredStage,
  episode: number,
  anchored: Anchored,
  before: readonly Searched[],
): Promise<Searched> {
  const { benchmark } = stage.experiment;
  const thinking = performance.now();
  const { configuration, reason } = repeated(stage, before) ?? (await stage.agent.suggest());
  const suggestMs = performance.now() - thinking;
  const baseline = anchored();
  const accept = (outcome: Outcome) =>
    breaksGuards(benchmark.guards, needsScore(stage.baseline.objective, outcome, benchmark.metrics), baseline.metrics);
  const judge = searchJudge(stage);
  const trial = await stage.measure({ phase: 'search', episode, configuration, reason, accept, judge });
  if (stage.space.key(trial.configuration) !== stage.space.key(configuration)) {
    stage.listen({
      type: 'notice',
      level: 'warning',
      message: `episode ${episode}: the search would choose another configuration today than the journal has; the journal's is used`,
    });
  }

  const observation = observationOf(stage, trial, baseline);
  const learning = performance.now();
  const diagnostics = await stage.agent.observe(observation);
  const thinkingMs = suggestMs + performance.now() - learning;
  const record = episodeRecord(stage, trial, observation, diagnostics, thinkingMs);
  announce(stage, record, trial, before);
  return { record, configuration: trial.configuration };
}

/** The first half explores: there a new configuration teaches more than another look at one. */
const RACE_FROM = 0.5;

/** undefined when a new configuration is next: also where noise is too small to mistake one for another. */
function repeated(
  { space, baseline: { noise }, experiment: { options } }: MeasuredStage,
  before: readonly Searched[],
): Suggestion | undefined {
  const isEarly = before.length < RACE_FROM * options.episodes;
  if (!options.racing || isEarly || noise.sd < Math.log1p(options.minEffect) / 2) return undefined;
  const configuration = nextToRepeat(pooledScores(space, before).values());
  return configuration && { configuration, reason: 'measured again: among the best third' };
}

function episodeRecord(
  stage: MeasuredStage,
  trial: TrialRecord,
  observation: Observation,
  diagnostics: Diagnostics,
  thinkingMs: number,
): EpisodeRecord {
  const past = stage.ledger.take('episode');
  if (past) return past;
  const completed = observation.status === 'completed' ? observation : undefined;
  const record: EpisodeRecord = {
    type: 'episode',
    episode: observation.episode,
    trial: trial.id,
    score: completed?.score ?? null,
    standardError: completed?.standardError ?? null,
    reward: completed?.reward ?? null,
    diagnostics,
    thinkingMs: Math.round(thinkingMs * 10) / 10,
  };
  stage.ledger.append(record);
  return record;
}

function announce(stage: MeasuredStage, record: EpisodeRecord, trial: TrialRecord, before: readonly Searched[]): void {
  const best = [...before.map((searched) => searched.record), record]
    .filter((candidate) => candidate.score !== null)
    .sort((a, b) => (b.score as number) - (a.score as number))[0];
  stage.listen({
    type: 'episode',
    record,
    trial,
    episodes: stage.experiment.options.episodes,
    difference: stage.space.difference(trial.configuration),
    ...(best ? { best: { episode: best.episode, score: best.score as number } } : {}),
  });
}

/** The baseline of the present moment, from all runs of the default so far. */
function localBaselineOf({ ledger }: MeasuredStage): Anchored {
  return () => {
    const { runs, next } = defaultRuns(ledger.records());
    return localBaseline(runs, next);
  };
}
