// Memory of the tuner over 200 episodes with agent sac: peak RSS, and its slope after episode 50.
//   npm run bench:memory [-- --json FILE]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { print } from './figures.mjs';

const EPISODES = 200;
const SETTLED = 50;

const folder = mkdtempSync(join(tmpdir(), 'schedtuna-bench-'));
try {
  const tuner = spawn(
    process.execPath,
    [
      new URL('../bin/run.js', import.meta.url).pathname,
      ...['optimize', '--scheduler', 'eevdf', '--agent', 'sac', '--episodes', String(EPISODES), '--seed', '1'],
      ...['--baseline-runs', '1', '--confirm-runs', '1', '--ablation-runs', '0', '--benchmark-cmd', 'sleep 0.01'],
      ...['--experiment-name', 'memory', '--results-dir', folder],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const points = [];
  let peak = 0;
  createInterface({ input: tuner.stdout }).on('line', () => {
    const status = statusOf(tuner.pid);
    if (status === undefined) return;
    peak = Math.max(peak, status.peak);
    points.push({ episode: episodesDone(), rss: status.rss });
  });
  await once(tuner, 'exit');
  const settled = points.filter(({ episode }) => episode >= SETTLED);
  print({ peak_rss_mb: peak, rss_slope_mb_per_episode: slope(settled) });
} finally {
  rmSync(folder, { recursive: true });
}

function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const megabytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)[1]) / 1024;
    return { rss: megabytes('VmRSS'), peak: megabytes('VmHWM') };
  } catch {
    return undefined;
  }
}

function episodesDone() {
  const text = readFileSync(join(folder, 'memory', 'journal.jsonl'), 'utf8');
  return text.split('\n').filter((line) => line.includes('"type":"episode"')).length;
}

/** Least squares. */
function slope(points) {
  const n = points.length;
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / n;
  const x = mean(({ episode }) => episode);
  const y = mean(({ rss }) => rss);
  const above = points.reduce((sum, p) => sum + (p.episode - x) * (p.rss - y), 0);
  const below = points.reduce((sum, p) => sum + (p.episode - x) ** 2, 0);
  return above / below;
}
