// The agent's state on disk: written for --pretrained-model and for those who look into it; resume does not need it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';
import { writeAtomically } from '../report/write-atomically.js';

export function saveCheckpoint(directory: string, episode: number, bytes: Uint8Array): void {
  writeAtomically(join(directory, `checkpoint_episode_${episode}`), bytes);
}

/** Throws ST_CHECKPOINT. */
export function readCheckpoint(path: string): Uint8Array {
  if (path.endsWith('.pt')) {
    throw new SchedtunaError('ST_CHECKPOINT', `${path} is a PyTorch file; TensorFlow.js cannot load it`, {
      hint: 'Give a checkpoint_episode_N file that schedtuna wrote.',
    });
  }
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new SchedtunaError('ST_CHECKPOINT', `cannot read ${path}: ${(cause as Error).message}`, {
      hint: 'Give a checkpoint_episode_N file that schedtuna wrote.',
      cause,
    });
  }
}
