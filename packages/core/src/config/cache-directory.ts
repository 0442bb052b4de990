// The per-user cache directory of the tuner.
import { chmodSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';

/** What root prepares there can be read by the user that benchmarks run as. */
const SHARED = '/var/cache/schedtuna';

export interface CacheUse {
  readonly environment?: NodeJS.ProcessEnv;
  /** Another user has to read what is prepared. */
  readonly isShared?: boolean;
}

/** Created if necessary, see `cachePath`. Throws ST_HOST. */
export function cacheDirectory(use: CacheUse = {}): string {
  const directory = resolve(cachePath(use));
  try {
    const first = mkdirSync(directory, { recursive: true });
    if (use.isShared && first !== undefined) letOthersIn(first, directory);
    return directory;
  } catch (cause) {
    throw new SchedtunaError('ST_HOST', `cannot create the cache directory ${directory}: ${(cause as Error).message}`, {
      hint: 'Name one that you can write in SCHEDTUNA_CACHE_DIR.',
      cause,
    });
  }
}

/**
 * SCHEDTUNA_CACHE_DIR, else XDG_CACHE_HOME/schedtuna, else ~/.cache/schedtuna; for another user to read
 * /var/cache/schedtuna in place of the last two.
 */
export function cachePath({ environment = process.env, isShared = false }: CacheUse = {}): string {
  const own = isShared ? SHARED : join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'schedtuna');
  return environment.SCHEDTUNA_CACHE_DIR || own;
}

/** The new directories from `first` down: root's umask may be 077. */
function letOthersIn(first: string, last: string): void {
  for (let directory = last; directory.length >= first.length; directory = dirname(directory))
    chmodSync(directory, 0o755);
}
