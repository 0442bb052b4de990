// The state of random search as bytes.
import type { Configuration, SearchSpace } from '@schedtuna/sdk';

/** All runs of one configuration. */
export interface Tried {
  readonly configuration: Configuration;
  /** Completed runs. */
  readonly runs: number;
  /** Of their scores. */
  readonly sum: number;
}

export interface State {
  /** Of the random generator. */
  readonly word: number;
  readonly tried: readonly Tried[];
}

const FORMAT = 'schedtuna-random-1';

export function writeState(state: State): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ format: FORMAT, ...state }));
}

/** Throws an Error of one sentence when the bytes are something else or belong to another space. */
export function readState(bytes: Uint8Array, space: SearchSpace): State {
  const state = parsed(bytes);
  if (state?.format !== FORMAT) throw new Error('this is not a checkpoint of agent random');
  for (const { configuration } of state.tried) {
    const problem = space.problem(configuration);
    if (problem) throw new Error(`the checkpoint is of another search space: ${problem}`);
  }
  return state;
}

function parsed(bytes: Uint8Array): (State & { readonly format: string }) | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
