// What the tuner adds to each run: 20 episodes of a 200 ms command, agent random; and CPU used while a benchmark runs.
//   npm run bench:overhead [-- --json FILE]
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { print } from './figures.mjs';

const SECONDS = 0.2;
const EPISODES = 20;
const LONG_SECONDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'schedtuna-bench-'));
try {
  const { records, wallMs } = await run('short', EPISODES, SECONDS);
  const trials = records.filter(({ type }) => type === 'trial');
  const insideMs = trials.reduce((sum, trial) => sum + trial.benchmarkMs, 0);
  const between = gaps(trials);
  const idle = await tunerCpu();
  print({
    overhead_ms_per_run: median(between),
    overhead_ms_per_run_with_start: (wallMs - insideMs) / trials.length,
    tuner_cpu_percent_of_a_core: idle,
  });
} finally {
  rmSync(folder, { recursive: true });
}

async function run(name, episodes, seconds) {
  const started = performance.now();
  await promisify(execFile)(process.execPath, [
    new URL('../bin/run.js', import.meta.url).pathname,
    ...['optimize', '--scheduler', 'eevdf', '--agent', 'random', '--episodes', String(episodes), '--seed', '1'],
    ...['--baseline-runs', '1', '--confirm-runs', '1', '--ablation-runs', '0', '--benchmark-cmd', `sleep ${seconds}`],
    ...['--experiment-name', name, '--results-dir', folder, '--json'],
  ]);
  const wallMs = performance.now() - started;
  const lines = readFileSync(join(folder, name, 'journal.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return { records: lines.map((line) => JSON.parse(line)), wallMs };
}

/** Time from one trial's start to the next one's that was not spent inside the benchmark, for search trials. */
function gaps(trials) {
  return trials.slice(1).flatMap((trial, i) => {
    const before = trials[i];
    if (trial.phase !== 'search' || before.phase !== 'search') return [];
    return [Date.parse(trial.startedAt) - Date.parse(before.startedAt) - before.benchmarkMs];
  });
}

/** CPU time of the tuner process over the middle of a long run, from its own /proc entry. */
async function tunerCpu() {
  const running = run('long', 1, LONG_SECONDS);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  const pid = readFileSync(join(folder, 'long', 'lock'), 'utf8');
  const ticks = () => {
    const stat = readFileSync(`/proc/${JSON.parse(pid).pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  };
  const before = ticks();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const used = ticks() - before;
  await running;
  return used / 2; // ticks of 10 ms over 2 s: 1 tick = 0.5 %
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
