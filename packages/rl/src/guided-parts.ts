// Everything that an agent guided by critics learns with and remembers, and its way into a checkpoint and back.
import type { SearchSpace } from '@schedtuna/sdk';
import { type Appraiser, createAppraiser } from './appraisal.js';
import { type Critics, createCritics } from './critics.js';
import { createFeatures, type Features } from './features.js';
import { createLattice, type Lattice } from './lattice.js';
import { createPolicy, type Policy } from './policy.js';
import { createProcesses, type Processes, type ProcessesState } from './processes.js';
import { createRandom, type Random, type RandomState } from './random.js';
import { createReplay, type Replay, type ReplayState } from './replay.js';

export interface GuidedParts {
  readonly space: SearchSpace;
  readonly lattice: Lattice;
  readonly features: Features;
  readonly policy: Policy;
  readonly critics: Critics;
  readonly processes: Processes;
  readonly replay: Replay;
  /** Runs of other experiments. */
  readonly foreign: Replay;
  readonly appraiser: Appraiser;
  /** The only source of chance; what draws from it, and in which order, decides what is suggested. */
  readonly random: Random;
}

/** JSON values; arrays are kept beside them. */
export interface PartsState {
  readonly random: RandomState;
  readonly criticSteps: number;
  readonly policyUpdates: number;
  readonly rows: ReplayState['rows'];
  readonly observations: number;
  readonly foreignRows: ReplayState['rows'];
}

type Arrays = Record<string, Float32Array>;

/** The backend must have been chosen; `members` Gaussian processes judge. */
export function createParts(space: SearchSpace, seed: number, members: number): GuidedParts {
  const random = createRandom(seed);
  const lattice = createLattice(space);
  const features = createFeatures(space);
  const policy = createPolicy(lattice.sizes);
  const critics = createCritics(features, random);
  const replay = createReplay(space, lattice, critics.members, random);
  const foreign = createReplay(space, lattice, 0, random); // no network learns from them
  const processes = createProcesses(space, replay, foreign, random, members);
  const appraiser = createAppraiser(features, critics, processes, replay);
  return { space, lattice, features, policy, critics, processes, replay, foreign, appraiser, random };
}

export function saveParts({ policy, critics, processes, replay, foreign, random }: GuidedParts): {
  state: PartsState;
  arrays: Arrays;
} {
  const { rows, count, weights } = replay.state();
  const { steps: criticSteps, ...critic } = critics.state();
  const { steps: policyUpdates, ...actor } = policy.state();
  const foreignRows = foreign.state().rows;
  return {
    state: { random: random.state(), criticSteps, policyUpdates, rows, observations: count, foreignRows },
    arrays: {
      ...prefixed('critics', critic),
      ...prefixed('policy', actor),
      ...prefixed('processes', { ...processes.state() }),
      weights,
    },
  };
}

/** Lengths of the arrays that these parts can be restored from; the others depend on what was observed. */
export function arrayLengths(parts: GuidedParts): Record<string, number> {
  const { critics, policy } = parts;
  const { steps: _, ...critic } = critics.state();
  const { steps: __, ...actor } = policy.state();
  const fixed = { ...prefixed('critics', critic), ...prefixed('policy', actor) };
  return Object.fromEntries(Object.entries(fixed).map(([name, { length }]) => [name, length]));
}

export function restoreParts(parts: GuidedParts, state: PartsState, arrays: Arrays): void {
  const { policy, critics, processes, replay, foreign, random } = parts;
  const { steps: _, ...critic } = critics.state();
  const { steps: __, ...actor } = policy.state();
  critics.restore({ ...unprefixed('critics', critic, arrays), steps: state.criticSteps });
  policy.restore({ ...unprefixed('policy', actor, arrays), steps: state.policyUpdates });
  replay.restore({ rows: state.rows, count: state.observations, weights: arrays.weights });
  foreign.restore({ rows: state.foreignRows, count: state.foreignRows.length, weights: new Float32Array(0) });
  const like: ProcessesState = processes.state();
  processes.restore(unprefixed('processes', { ...like }, arrays));
  processes.condition();
  random.restore(state.random);
}

function prefixed(prefix: string, arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [`${prefix}.${name}`, values]));
}

function unprefixed<T extends Arrays>(prefix: string, like: T, from: Arrays): T {
  return Object.fromEntries(Object.keys(like).map((name) => [name, from[`${prefix}.${name}`]])) as T;
}
