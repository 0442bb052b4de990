// A real gain on a real kernel: scx_rusty tuned for wake-up latency in the virtual machine of e2e/vm, whose clock counts instructions.
//   npm run bench:vm-gain [-- SEED…] [--json FILE]        (default: seeds 1 2 3; about 15 minutes each)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { print } from './figures.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RUN = join(ROOT, 'e2e', 'vm', 'run.sh');
const METRIC = ['p99_us.json=wake_p99_us', 'p99_us.direction=minimize', 'p99_us.unit=us'];
const SETTLE_SECONDS = 0.2;
const MOST_SECONDS = 3600;

const seeds = process.argv.slice(2).filter((word) => /^\d+$/.test(word));
const figures = {};
for (const seed of seeds.length > 0 ? seeds : ['1', '2', '3']) {
  const started = performance.now();
  const { verdict, addedMs } = optimize(seed);
  figures[`tuner_added_ms_${seed}`] = addedMs;
  console.log(
    `seed ${seed}: ${verdict?.conclusion ?? 'nothing to confirm'}, changes ${JSON.stringify(verdict?.difference)}`,
  );
  if (!verdict) continue;
  const { ratio, low, high } = verdict.metrics.p99_us;
  figures[`better_${seed}`] = Number(verdict.conclusion === 'better');
  figures[`p99_ratio_${seed}`] = ratio;
  figures[`p99_ratio_low_${seed}`] = low;
  figures[`p99_ratio_high_${seed}`] = high;
  figures[`has_slice_${seed}`] = Number('slice_us' in verdict.difference);
  figures[`other_changes_${seed}`] = Object.keys(verdict.difference).filter((name) => name !== 'slice_us').length;
  figures[`minutes_${seed}`] = (performance.now() - started) / 60_000;
}
print(figures);

function optimize(seed) {
  const folder = mkdtempSync(join(tmpdir(), 'schedtuna-gain-'));
  const words = [
    ...[process.execPath, join(ROOT, 'bin', 'run.js'), 'optimize', '--scheduler', 'scx_rusty', '--agent', 'sac'],
    ...['--episodes', '20', '--seed', seed, '--benchmark-cmd', 'wakebench', '--optimize-metric', 'p99_us'],
    ...METRIC.flatMap((pair) => ['--benchmark-options', `metrics.${pair}`]),
    ...['--settle', String(SETTLE_SECONDS), '--results-dir', folder, '--experiment-name', 'gain', '--json'],
  ];
  try {
    const options = ['-d', '-s', folder, '-t', String(MOST_SECONDS)];
    const { stdout, status } = spawnSync(RUN, [...options, '--', ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 100_000_000,
    });
    if (status !== 0) throw new Error(`the virtual machine ended with status ${status}: ${stdout.slice(-500)}`);
    return { ...JSON.parse(stdout), addedMs: median(trialsIn(join(folder, 'gain', 'journal.jsonl')).map(addedMs)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function trialsIn(journal) {
  const lines = readFileSync(journal, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line)).filter(({ type, schedExt }) => type === 'trial' && schedExt);
}

/** Guest time of a run that was neither benchmark nor settling nor the scheduler's own way in and out. */
function addedMs({ wallMs, benchmarkMs, schedExt: { attachMs, detachMs } }) {
  return wallMs - benchmarkMs - attachMs - detachMs - 1000 * SETTLE_SECONDS;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
