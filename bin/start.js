// Runs oclif on the arguments; subpath imports and a cache of compiled code keep the start close to that of bare Node.js.
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Not Node's default in the shared temporary directory: what root executes must lie where nobody else can write.
const { SCHEDTUNA_CACHE_DIR, XDG_CACHE_HOME } = process.env;
enableCompileCache(join(SCHEDTUNA_CACHE_DIR || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'schedtuna'), 'compiled'));

const fail = async (error) => (await import('@schedtuna/core/commands')).reportFailure(error);
process.on('uncaughtException', fail);

try {
  const { run } = await import('@oclif/core/run');
  await run(process.argv.slice(2), import.meta.url);
  await (await import('@oclif/core/flush')).flush();
} catch (error) {
  await fail(error);
}
