// Start-up of the command against bare Node.js: medians of 20, taken in turn so that a busy moment meets all of them.
//   npm run bench:startup [-- --json FILE]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from './figures.mjs';

const ROUNDS = 20;
const run = new URL('../bin/run.js', import.meta.url).pathname;
const cases = {
  bare: { args: ['-e', '0'] },
  version: { args: [run, '--version'] },
  help: { args: [run, '--help'] },
  // nothing can be remembered in a directory that cannot be made
  helpOfFirstCall: { args: [run, '--help'], cacheDirectory: '/dev/null/none' },
  agents: { args: [run, 'agents'] },
};

// Directories of its own: the user's plugins are not what is measured.
const home = mkdtempSync(join(tmpdir(), 'schedtuna-bench-'));
const env = { ...process.env, HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
try {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, { args, cacheDirectory = join(home, 'cache') }] of Object.entries(cases)) {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, args, {
        env: { ...env, SCHEDTUNA_CACHE_DIR: cacheDirectory },
        stdio: 'ignore',
      });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}`);
      if (round > 0) times[name].push(performance.now() - started); // the first fills the caches
    }
  }
  const bare = median(times.bare);
  print({
    bare_node_ms: bare,
    version_ratio: median(times.version) / bare,
    help_ratio: median(times.help) / bare,
    help_of_first_call_ratio: median(times.helpOfFirstCall) / bare,
    agents_ratio: median(times.agents) / bare,
  });
} finally {
  rmSync(home, { recursive: true, force: true });
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
}
