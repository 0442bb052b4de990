// The per-user cache directory of the tuner.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';

/** SCHEDTUNA_CACHE_DIR, else XDG_CACHE_HOME/schedtuna, else ~/.cache/schedtuna; created. Throws ST_HOST. */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const directory =
    environment.SCHEDTUNA_CACHE_DIR || join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'schedtuna');
  try {
    mkdirSync(directory, { recursive: true });
    return directory;
  } catch (cause) {
    throw new SchedtunaError('ST_HOST', `cannot create the cache directory ${directory}: ${(cause as Error).message}`, {
      hint: 'Name one that you can write in SCHEDTUNA_CACHE_DIR.',
      cause,
    });
  }
}
