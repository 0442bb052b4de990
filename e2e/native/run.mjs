// `npm run test:native`: the tests of the agents, the command and the bench of backends on TensorFlow's native library. All of it
// happens in a copy of this workspace, because the library must not be found by the other tests, and npm would remove it again.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is installed and built there is kept; `rm -r` it to begin anew. */
const COPY = process.env.SCHEDTUNA_NATIVE ?? join(homedir(), '.cache', 'schedtuna-native');
const NOT_COPIED = ['node_modules', 'dist', 'results', '.git'];
const ADDON = join(COPY, 'node_modules', '@tensorflow', 'tfjs-node', 'lib', 'napi-v8', 'tfjs_binding.node');
/** Five seconds, the default, are too few on cpu. */
const VITEST = ['vitest', 'run', '--testTimeout=60000', '--project'];
const AGENT_TESTS = ['packages/rl/test', 'plugins/agent-sac/test', 'plugins/agent-ppo/test'];

copyWorkspace();
run('the copy could not be installed and built; it needs the npm registry', 'node', ['scripts/setup.mjs']);
if (!existsSync(ADDON)) {
  console.log('Building the native backend (a minute and 200 MB, once) …');
  run('the native backend could not be built', join(COPY, 'e2e/native/build-tfjs-node.sh'), [COPY]);
}
testAgents('tensorflow');
console.log('\nThe command on tensorflow:');
run('the tests of the command fail', 'npx', [...VITEST, 'native']);
console.log('\nFigures:');
run('the bench fails', 'node', ['bench/backends.mjs']);
testAgents('cpu'); // the slowest comes last
console.log('\nThe agents passed their tests on tensorflow and on cpu, and the command on tensorflow.');

function testAgents(backend) {
  console.log(`\nTests of the agents on ${backend}:`);
  const args = [...VITEST, 'unit', ...AGENT_TESTS];
  run(`the tests of the agents fail on ${backend}`, 'npx', args, { SCHEDTUNA_TEST_BACKEND: backend });
}

/** Leaves what was installed there, and what was compiled, where sources have not changed. */
function copyWorkspace() {
  mkdirSync(COPY, { recursive: true });
  const old = readdirSync(COPY).filter((name) => name !== 'node_modules');
  for (const name of old) rmSync(join(COPY, name), { recursive: true });
  cpSync(ROOT, COPY, { recursive: true, filter: (path) => path === ROOT || !NOT_COPIED.includes(basename(path)) });
}

/** In the copy, with its own Node.js. Says what it means when it fails, and ends. */
function run(failure, file, args, more = {}) {
  const PATH = `${join(COPY, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`;
  const { status, signal, error } = spawnSync(file, args, {
    cwd: COPY,
    stdio: 'inherit',
    env: { ...process.env, PATH, ...more },
  });
  if (status === 0) return;
  console.error(`test:native: ${failure} (${error?.message ?? `exit status ${status ?? signal}`}).`);
  process.exit(1);
}
