// Runs oclif on the arguments; subpath imports and a cache of compiled code keep the start close to that of bare Node.js.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { knownAnswer, remembering } from './known-answers.js';
import { cacheDirectory } from './user-directories.js';

const argv = process.argv.slice(2);
const answer = knownAnswer(argv);
if (answer === undefined) await start();
else process.stdout.write(answer);

async function start() {
  // Not Node's default in the shared temporary directory: what root executes must lie where nobody else can write.
  enableCompileCache(join(cacheDirectory, 'compiled'));
  process.on('uncaughtException', end);
  process.removeAllListeners('warning').on('warning', warn);
  process.stderr.on('error', () => {}); // nobody is left to tell
  try {
    const { run } = await import('@oclif/core/run');
    await remembering(argv, () => run(argv, import.meta.url));
  } catch (error) {
    await end(error);
  }
}

/** In one line, as oclif says in many that a linked plugin has gone. */
function warn({ message, stack }) {
  process.stderr.write(`warning ${argv.includes('--verbose') ? stack : message.split('\n')[0]}\n`);
}

async function end(error) {
  if (error?.syscall === 'write' && ['EPIPE', 'EIO'].includes(error.code)) return; // the reader has gone
  const { reportFailure } = await import('@schedtuna/core/commands');
  const { Config } = await import('@oclif/core/config');
  const commandIds = await Config.load(import.meta.url).then(
    (config) => config.commandIDs,
    () => [],
  );
  process.exit(reportFailure(error, { argv, commandIds }));
}
