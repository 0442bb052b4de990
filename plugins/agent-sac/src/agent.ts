// Soft actor-critic for one-step tuning: an ensemble of critics learns from every run so far, a stochastic policy with an
// automatic temperature learns from the critics, and the critics rank what the policy and its surroundings propose.
// After Haarnoja et al. 2018, with choices instead of continuous actions and one step instead of episodes of many.
import {
  type Backend,
  chooseBackend,
  costTargets,
  createCritics,
  createFeatures,
  createLattice,
  createPolicy,
  createRandom,
  createReplay,
  decodeCheckpoint,
  distantPoint,
  encodeCheckpoint,
  logExpectedImprovement,
  type Point,
  proposeCandidates,
  type RandomState,
  type ReplayRow,
  type ReplayState,
  type Targets,
} from '@schedtuna/rl';
import type { Agent, AgentContext, Configuration, Diagnostics, Observation } from '@schedtuna/sdk';
import type { SacOptions } from './options.js';

/** In checkpoints. */
const NAME = 'sac';
/** The first fit starts from random weights and takes so many times the usual steps: 150 instead of 20. */
const FIRST_FIT = 7.5;
/** Without two completed runs there is no cost to learn; after so many runs the critics learn at least what fails. */
const PATIENCE = 30;
/** Configurations that the policy draws for one step. */
const POLICY_BATCH = 64;
/** Step size of the policy's logits per unit of --learning-rate: the customary 1e-3, meant for network weights, becomes 0.1. */
const LOGIT_RATE = 100;
/** Reward of a failed run in standard deviations of the cost: worse than all but the worst completed ones. */
const FAILURE_REWARD = -1.5;
/** Temperature: start, factor per adaptation (as log), bounds. */
const TEMPERATURE = { start: 0.5, change: 0.1, min: 0.01, max: 2 };
/** Target entropy as a share of the uniform policy's: falls by `decay` per observation. */
const TARGET_ENTROPY = { start: 0.7, end: 0.25, decay: 0.006 };
/** After so many runs without a better one, disagreement counts for more in every other suggestion. */
const STAGNATION = { runs: 12, factor: 2.5 };
/** Keeps the deviation positive where all critics agree; standardised cost. */
const MIN_DEVIATION = 1e-3;
/** Prior variance of how far the critics are off at a measured configuration, standardised: 0.3². */
const CRITIC_VARIANCE = 0.09;
/** Below the logarithm of the probability that a configuration works. */
const MIN_FEASIBLE = 1e-6;

interface SavedState {
  readonly random: RandomState;
  readonly temperature: number;
  readonly criticSteps: number;
  readonly policyUpdates: number;
  readonly pendingUpdates: number;
  readonly episodes: number;
  readonly rows: ReplayState['rows'];
  readonly observations: number;
}

/** Tensors live only inside one call; what is kept between calls are plain arrays. */
export async function createSac(context: AgentContext<SacOptions>): Promise<Agent> {
  return createAgent(context, await chooseBackend());
}

function createAgent({ space, seed, options, settings, log }: AgentContext<SacOptions>, backend: Backend): Agent {
  const random = createRandom(seed);
  const lattice = createLattice(space);
  const features = createFeatures(space);
  const policy = createPolicy(lattice.sizes);
  const critics = createCritics(features, random);
  const replay = createReplay(space, lattice, critics.members, random);
  const isTried = (point: Point) => replay.has(point);
  let temperature = TEMPERATURE.start;
  let pendingUpdates = 0;
  let episodes = 0;
  log(backend.reason);

  const hasLearned = () => critics.state().steps > 0;
  const hasFailures = () => replay.rows.some(({ failed }) => failed > 0);

  // ---- learning

  function learn(): Diagnostics {
    const completed = replay.rows.filter((row) => row.completed > 0).length;
    if (replay.rows.length < options.initialDesign || (completed < 2 && replay.rows.length < PATIENCE)) return {};
    const { rows } = replay;
    const valueLoss = critics.fit(
      {
        inputs: features.encode(rows.map(({ point }) => point)),
        costs: targets().costs,
        feasible: Float32Array.from(rows, (row) => row.completed / (row.completed + row.failed)),
        weights: Float32Array.from(rows.flatMap(({ weights }) => [...weights])),
      },
      hasLearned() ? options.criticSteps : Math.round(FIRST_FIT * options.criticSteps),
    );
    pendingUpdates++;
    if (episodes % settings.updateFrequency !== 0) return { valueLoss };
    let policyLoss = 0;
    for (; pendingUpdates > 0; pendingUpdates--) {
      for (let step = 0; step < options.policySteps; step++) policyLoss = improvePolicy();
      adaptTemperature();
    }
    return { valueLoss, policyLoss };
  }

  /** One step towards exp(reward / temperature), the soft-optimal policy; returns −E[reward − temperature · log π]. */
  function improvePolicy(): number {
    const points = Array.from({ length: POLICY_BATCH }, () => policy.sample(random));
    const rewards = rewardsOf(points.map((point) => lattice.canonical(point)));
    const soft = points.map((point, i) => rewards[i] - temperature * policy.logProbability(point));
    const baseline = soft.reduce((sum, value) => sum + value, 0) / soft.length;
    policy.reinforce(
      points,
      soft.map((value) => value - baseline),
      LOGIT_RATE * settings.learningRate,
    );
    return -baseline;
  }

  /** Mean over critics of −cost, standardised, mixed with the reward of failing by its probability. */
  function rewardsOf(points: readonly Point[]): number[] {
    const { costs, logits } = critics.predict(features.encode(points));
    const canFail = hasFailures();
    return points.map((_, i) => {
      let sum = 0;
      for (let at = i * critics.members; at < (i + 1) * critics.members; at++) {
        const feasible = canFail ? sigmoid(logits[at]) : 1;
        sum += feasible * -costs[at] + (1 - feasible) * FAILURE_REWARD;
      }
      return sum / critics.members;
    });
  }

  function adaptTemperature(): void {
    const share = Math.max(TARGET_ENTROPY.end, TARGET_ENTROPY.start - TARGET_ENTROPY.decay * replay.count());
    const missing = Math.sign(share * policy.maxEntropy - policy.entropy());
    const adapted = temperature * Math.exp(TEMPERATURE.change * missing);
    temperature = Math.min(TEMPERATURE.max, Math.max(TEMPERATURE.min, adapted));
  }

  function targets(): Targets {
    return costTargets(replay.rows.map(({ score }) => score));
  }

  // ---- estimates

  /** Standardised cost of a candidate: mean and deviation over critics, and the probability that it works. */
  function judge(points: readonly Point[]): { mean: number; deviation: number; feasible: number }[] {
    const { costs, logits } = critics.predict(features.encode(points));
    const canFail = hasFailures();
    return points.map((_, i) => {
      const own = costs.subarray(i * critics.members, (i + 1) * critics.members);
      const mean = own.reduce((sum, cost) => sum + cost, 0) / critics.members;
      const variance = own.reduce((sum, cost) => sum + (cost - mean) ** 2, 0) / critics.members;
      const ownLogits = logits.subarray(i * critics.members, (i + 1) * critics.members);
      const feasible = canFail ? ownLogits.reduce((sum, z) => sum + sigmoid(z), 0) / critics.members : 1;
      return { mean, deviation: Math.sqrt(variance), feasible };
    });
  }

  /** Completed rows with an estimate of their true cost: noise pulls a measurement towards what the critics expect. */
  function estimates(): { row: ReplayRow; cost: number }[] {
    const { costs, scale } = targets();
    const rows = replay.rows.map((row, i) => ({ row, observed: costs[i] })).filter(({ row }) => row.completed > 0);
    if (!hasLearned()) return rows.map(({ row }) => ({ row, cost: -(row.score as number) }));
    const judged = judge(rows.map(({ row }) => row.point));
    return rows.map(({ row, observed }, i) => {
      const trust = CRITIC_VARIANCE / (CRITIC_VARIANCE + (row.standardError / scale) ** 2);
      return { row, cost: trust * observed + (1 - trust) * judged[i].mean };
    });
  }

  function best(): ReplayRow | undefined {
    const [first, ...others] = estimates();
    return others.reduce((winner, other) => (other.cost < winner.cost ? other : winner), first)?.row;
  }

  /** Every other time once nothing better was found for long. */
  function isRestless(ranked: readonly ReplayRow[]): boolean {
    const runs = replay.count();
    return ranked.length > 0 && runs - ranked[0].since >= STAGNATION.runs && runs % 2 === 1;
  }

  // ---- suggestions

  function suggestByCritics(): { configuration: Configuration; reason: string } {
    const ranked = replay.ranked();
    const candidates = proposeCandidates({
      lattice,
      policy,
      random,
      incumbents: ranked.map(({ point }) => point),
      isTried,
    });
    if (candidates.length === 0) return repeatBest();
    const { scale } = targets();
    const incumbent = estimates().reduce((lowest, { cost }) => Math.min(lowest, cost), Number.POSITIVE_INFINITY);
    const reference = Number.isFinite(incumbent) ? incumbent : 0;
    const restless = isRestless(ranked);
    const weight = options.exploration * (restless ? STAGNATION.factor : 1);
    const judged = judge(candidates);
    let chosen = 0;
    let highest = Number.NEGATIVE_INFINITY;
    let improvement = 0;
    judged.forEach(({ mean, deviation, feasible }, i) => {
      const gain = logExpectedImprovement(mean, weight * deviation + MIN_DEVIATION, reference);
      const value = gain + Math.log(feasible + MIN_FEASIBLE);
      if (value <= highest) return;
      chosen = i;
      highest = value;
      improvement = Math.exp(gain);
    });
    const { deviation, feasible } = judged[chosen];
    const parts = [
      `expected improvement ${short(improvement * scale)}`,
      `uncertain ${short(deviation * scale)}`,
      ...(hasFailures() ? [`works with probability ${short(feasible)}`] : []),
      ...(restless ? ['looking further away after no progress'] : []),
    ];
    return { configuration: lattice.configuration(candidates[chosen]), reason: parts.join(', ') };
  }

  function suggestByDesign(): { configuration: Configuration; reason: string } {
    const tried = replay.rows.map(({ point }) => point);
    const point = distantPoint({ space, lattice, random, tried, isTried });
    if (point === undefined) return repeatBest();
    return { configuration: lattice.configuration(point), reason: 'initial design: far from everything tried' };
  }

  function repeatBest(): { configuration: Configuration; reason: string } {
    const configuration = best()?.configuration ?? space.defaultConfiguration;
    return { configuration, reason: 'every configuration was tried: the best one again' };
  }

  return {
    suggest: async () => (hasLearned() ? suggestByCritics() : suggestByDesign()),

    /** Rewards are standardised before anything is learned from them, so rewardScaling changes only what is reported. */
    async observe(observation: Observation) {
      if (observation.episode > 0) episodes++;
      replay.add(observation);
      const losses = learn();
      const entropy = policy.entropy();
      return { ...losses, entropy, temperature, exploration: policy.maxEntropy > 0 ? entropy / policy.maxEntropy : 0 };
    },

    recommend: () => best()?.configuration,

    async save() {
      const { rows, count, weights } = replay.state();
      const { steps: criticSteps, ...critic } = critics.state();
      const { steps: policyUpdates, ...actor } = policy.state();
      const state: SavedState = {
        ...{ random: random.state(), temperature, criticSteps, policyUpdates, pendingUpdates, episodes },
        ...{ rows, observations: count },
      };
      return encodeCheckpoint({
        agent: NAME,
        space: levelsOf(space),
        state,
        arrays: { ...prefixed('critics', critic), ...prefixed('policy', actor), weights },
      });
    },

    async load(bytes) {
      const { steps: _, ...critic } = critics.state();
      const { steps: __, ...actor } = policy.state();
      const lengths = lengthsOf({ ...prefixed('critics', critic), ...prefixed('policy', actor) });
      const expected = { agent: NAME, space: levelsOf(space), lengths };
      const { state, arrays } = decodeCheckpoint<SavedState>(bytes, expected);
      critics.restore({ ...unprefixed('critics', critic, arrays), steps: state.criticSteps });
      policy.restore({ ...unprefixed('policy', actor, arrays), steps: state.policyUpdates });
      replay.restore({ rows: state.rows, count: state.observations, weights: arrays.weights });
      random.restore(state.random);
      ({ temperature, pendingUpdates, episodes } = state);
    },
  };
}

function levelsOf({ dimensions }: AgentContext['space']): Record<string, unknown[]> {
  return Object.fromEntries(dimensions.map(({ name, levels }) => [name, levels.map(({ value }) => value)]));
}

function prefixed(prefix: string, arrays: Record<string, Float32Array>): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [`${prefix}.${name}`, values]));
}

function unprefixed<T extends Record<string, Float32Array>>(
  prefix: string,
  like: T,
  from: Record<string, Float32Array>,
): T {
  return Object.fromEntries(Object.keys(like).map((name) => [name, from[`${prefix}.${name}`]])) as T;
}

function lengthsOf(arrays: Record<string, Float32Array>): Record<string, number> {
  return Object.fromEntries(Object.entries(arrays).map(([name, { length }]) => [name, length]));
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
