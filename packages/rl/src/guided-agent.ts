// An agent that models of all runs so far guide: Gaussian processes choose among what the policy and its surroundings propose,
// critics are what the policy learns from. How it learns is the algorithm's part, the actor.
import type { Agent, AgentContext, Diagnostics } from '@schedtuna/sdk';
import { chooseBackend } from './backend.js';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import type { CriticBatch } from './critics.js';
import type { GuideOptions } from './guide-options.js';
import {
  arrayLengths,
  createParts,
  type GuidedParts,
  type PartsState,
  restoreParts,
  saveParts,
} from './guided-parts.js';
import { translate } from './history.js';
import { bestRow, selectNext } from './selection.js';

/** The first fit starts from random weights and takes so many times the usual steps: 150 instead of 20. */
const FIRST_FIT = 7.5;
/** Without two completed runs there is no cost to learn; after so many runs the critics learn at least what fails. */
const PATIENCE = 30;

/** Teaches the policy. `State` is what it remembers between updates, as JSON values. */
export interface Actor<State> {
  /** A run has just been remembered as replay row `row`; nothing has learned from it, the policy is the one that it was chosen under. */
  remember?(row: number, isFailed: boolean): void;
  /** One update of the policy, every `settings.updateFrequency` episodes; `fits` ≥ 1 of the critics led to it. Returns the loss. */
  improve(fits: number): number;
  /** Reported beside losses, entropy and exploration. */
  diagnostics?(): Diagnostics;
  state(): State;
  restore(state: State): void;
}

interface SavedState<State> extends PartsState {
  readonly pendingFits: number;
  readonly episodes: number;
  readonly actor: State;
}

/** Tensors live only inside one call; what is kept between calls are plain arrays. `name` is the agent's, in checkpoints. */
export async function createGuidedAgent<State>(
  { space, seed, options, settings, log }: AgentContext<GuideOptions>,
  name: string,
  createActor: (parts: GuidedParts) => Actor<State>,
): Promise<Agent> {
  const backend = await chooseBackend(settings);
  for (const line of backend.lines) log(line);
  const parts = createParts(space, seed, options.processes);
  const { policy, critics, processes, replay, foreign } = parts;
  const actor = createActor(parts);
  let pendingFits = 0;
  let episodes = 0;

  function hasEnough(): boolean {
    const completed = replay.rows.filter((row) => row.completed > 0).length;
    return replay.rows.length >= options.initialDesign && (completed >= 2 || replay.rows.length >= PATIENCE);
  }

  function learn(): Diagnostics {
    if (hasEnough() || foreign.rows.length > 0) processes.learn();
    if (!hasEnough()) return {};
    const steps = critics.state().steps > 0 ? options.criticSteps : Math.round(FIRST_FIT * options.criticSteps);
    const valueLoss = critics.fit(batchOf(parts), steps);
    pendingFits++;
    if (episodes % settings.updateFrequency !== 0) return { valueLoss };
    const policyLoss = actor.improve(pendingFits);
    pendingFits = 0;
    return { valueLoss, policyLoss };
  }

  return {
    suggest: async () => selectNext(parts, options.exploration),

    /** Rewards are standardised before anything is learned from them, so rewardScaling changes only what is reported. */
    async observe(observation) {
      if (observation.episode > 0) episodes++;
      const row = replay.add(observation);
      actor.remember?.(row, observation.status === 'failed');
      const losses = learn();
      const entropy = policy.entropy();
      const exploration = policy.maxEntropy > 0 ? entropy / policy.maxEntropy : 0;
      return { ...losses, ...actor.diagnostics?.(), entropy, exploration };
    },

    /** What other experiments learned counts as far as this one agrees with it. */
    async pretrain(history) {
      for (const observation of translate(history, space, parts.lattice)) foreign.add(observation);
      return {};
    },

    recommend: () => bestRow(parts)?.configuration,

    async save() {
      const { state: remembered, arrays } = saveParts(parts);
      const state: SavedState<State> = { ...remembered, pendingFits, episodes, actor: actor.state() };
      return encodeCheckpoint({ agent: name, space: levelsOf(parts), state, arrays });
    },

    async load(bytes) {
      const expected = { agent: name, space: levelsOf(parts), lengths: arrayLengths(parts) };
      const { state, arrays } = decodeCheckpoint<SavedState<State>>(bytes, expected);
      restoreParts(parts, state, arrays);
      actor.restore(state.actor);
      ({ pendingFits, episodes } = state);
    },
  };
}

function batchOf({ replay: { rows }, features, appraiser }: GuidedParts): CriticBatch {
  return {
    inputs: features.encode(rows.map(({ point }) => point)),
    costs: appraiser.targets().costs,
    feasible: Float32Array.from(rows, (row) => row.completed / (row.completed + row.failed)),
    weights: Float32Array.from(rows.flatMap(({ weights }) => [...weights])),
  };
}

function levelsOf({ space }: GuidedParts): Record<string, unknown[]> {
  return Object.fromEntries(space.dimensions.map(({ name, levels }) => [name, levels.map(({ value }) => value)]));
}
