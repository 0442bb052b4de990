// The per-user cache directory of the tuner.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { SchedtunaError } from '@schedtuna/sdk';

/** What root prepares there can be read by the user that benchmarks run as. */
const SHARED = '/var/cache/schedtuna';

/**
 * SCHEDTUNA_CACHE_DIR, else XDG_CACHE_HOME/schedtuna, else ~/.cache/schedtuna; for another user to read
 * (`isShared`) /var/cache/schedtuna in place of the last two. Created. Throws ST_HOST.
 */
export function cacheDirectory({
  environment = process.env,
  isShared = false,
}: {
  readonly environment?: NodeJS.ProcessEnv;
  readonly isShared?: boolean;
} = {}): string {
  const own = isShared ? SHARED : join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'schedtuna');
  const directory = environment.SCHEDTUNA_CACHE_DIR || own;
  try {
    mkdirSync(directory, { recursive: true, ...(isShared ? { mode: 0o755 } : {}) });
    return directory;
  } catch (cause) {
    throw new SchedtunaError('ST_HOST', `cannot create the cache directory ${directory}: ${(cause as Error).message}`, {
      hint: 'Name one that you can write in SCHEDTUNA_CACHE_DIR.',
      cause,
    });
  }
}
