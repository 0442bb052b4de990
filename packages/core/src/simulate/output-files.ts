// The files that a comparison leaves: their places are checked before anything runs, as a comparison may take an hour.
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';
import { writeAtomically } from '../report/write-atomically.js';

/** Makes the directory when it is missing. Throws ST_RESULTS_DIR when a file could not be written at `path`. */
export function prepareOutput(path: string): void {
  const directory = dirname(path);
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a directory');
  } catch (cause) {
    throw unwritable(path, cause as Error);
  }
}

/** Throws ST_RESULTS_DIR; a file that was there is then untouched. */
export function writeOutput(path: string, content: string): void {
  try {
    writeAtomically(path, content);
  } catch (error) {
    throw unwritable(path, ((error as Error).cause as Error | undefined) ?? (error as Error));
  }
}

function unwritable(path: string, cause: Error): SchedtunaError {
  return new SchedtunaError('ST_RESULTS_DIR', `cannot write ${path}: ${cause.message}`, {
    hint: 'Name a file in a directory that you can write, with room on its disk.',
    cause,
  });
}
