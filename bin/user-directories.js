// Where schedtuna keeps things of this user; the same directories as oclif's.
import { homedir } from 'node:os';
import { join } from 'node:path';

const { env } = process;

export const cacheDirectory =
  env.SCHEDTUNA_CACHE_DIR || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'schedtuna');
export const dataDirectory =
  env.SCHEDTUNA_DATA_DIR || join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'schedtuna');
