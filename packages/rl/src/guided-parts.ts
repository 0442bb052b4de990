// Everything that an agent guided by critics learns with and remembers, and its way into a checkpoint and back.
import type { SearchSpace } from '@schedtuna/sdk';
import { type Appraiser, createAppraiser } from './appraisal.js';
import { type Critics, createCritics } from './critics.js';
import { createFeatures, type Features } from './features.js';
import { createLattice, type Lattice } from './lattice.js';
import { createPolicy, type Policy } from './policy.js';
import { createRandom, type Random, type RandomState } from './random.js';
import { createReplay, type Replay, type ReplayState } from './replay.js';

export interface GuidedParts {
  readonly space: SearchSpace;
  readonly lattice: Lattice;
  readonly features: Features;
  readonly policy: Policy;
  readonly critics: Critics;
  readonly replay: Replay;
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
}

type Arrays = Record<string, Float32Array>;

/** The backend must have been chosen. */
export function createParts(space: SearchSpace, seed: number): GuidedParts {
  const random = createRandom(seed);
  const lattice = createLattice(space);
  const features = createFeatures(space);
  const policy = createPolicy(lattice.sizes);
  const critics = createCritics(features, random);
  const replay = createReplay(space, lattice, critics.members, random);
  const appraiser = createAppraiser(features, critics, replay);
  return { space, lattice, features, policy, critics, replay, appraiser, random };
}

export function saveParts({ policy, critics, replay, random }: GuidedParts): { state: PartsState; arrays: Arrays } {
  const { rows, count, weights } = replay.state();
  const { steps: criticSteps, ...critic } = critics.state();
  const { steps: policyUpdates, ...actor } = policy.state();
  return {
    state: { random: random.state(), criticSteps, policyUpdates, rows, observations: count },
    arrays: { ...prefixed('critics', critic), ...prefixed('policy', actor), weights },
  };
}

/** Lengths of the arrays that these parts can be restored from. */
export function arrayLengths(parts: GuidedParts): Record<string, number> {
  const { weights: _, ...fixed } = saveParts(parts).arrays; // as many as there were observations
  return Object.fromEntries(Object.entries(fixed).map(([name, { length }]) => [name, length]));
}

export function restoreParts(parts: GuidedParts, state: PartsState, arrays: Arrays): void {
  const { policy, critics, replay, random } = parts;
  const { steps: _, ...critic } = critics.state();
  const { steps: __, ...actor } = policy.state();
  critics.restore({ ...unprefixed('critics', critic, arrays), steps: state.criticSteps });
  policy.restore({ ...unprefixed('policy', actor, arrays), steps: state.policyUpdates });
  replay.restore({ rows: state.rows, count: state.observations, weights: arrays.weights });
  random.restore(state.random);
}

function prefixed(prefix: string, arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [`${prefix}.${name}`, values]));
}

function unprefixed<T extends Arrays>(prefix: string, like: T, from: Arrays): T {
  return Object.fromEntries(Object.keys(like).map((name) => [name, from[`${prefix}.${name}`]])) as T;
}
