// What the tuner adds to one run under a sched_ext scheduler: a script that attaches to a tree like /sys/kernel/sched_ext and
// tells how long it took itself to attach and to leave, 20 runs of a 50 ms command, settle time 0; and the guard's cost.
//   npm run bench:sched-ext [-- --json FILE]        (goals: 100 ms a run, 100 ms and 60 MB for the guard)
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Config } from '@oclif/core/config';
import { parseConfig } from '../packages/core/dist/config/parse-config.js';
import { completeOptions } from '../packages/core/dist/config/resolve-options.js';
import { optimize } from '../packages/core/dist/experiment/optimize.js';
import { startGuard } from '../packages/core/dist/host/guard/client.js';
import { createHost } from '../packages/core/dist/host/host.js';
import { createRegistry } from '../packages/core/dist/plugins/create-registry.js';
import definition from '../packages/core/test/fixtures/tunable-scheduler.mjs';
import { print } from './figures.mjs';

const RUNS = 20;
const SECONDS = 0.05;
const GUARDS = 5;
const SCHEDULER = fileURLToPath(new URL('../packages/core/test/host/sched-ext/tunable-scheduler.pl', import.meta.url));
/** Of a root that may load BPF programs. */
const STATUS = 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\nCapAmb:\t0000000000000000\n';

const folder = mkdtempSync(join(tmpdir(), 'schedtuna-bench-'));
const root = join(folder, 'sched_ext');
delete process.env.SUDO_USER; // benchmarks would run as that user, who cannot read the folder
try {
  install();
  await optimize(await services(), options(), { listen: () => {}, interruption: new AbortController().signal });
  const guards = await costOfGuards();
  print({
    sched_ext_added_ms_per_run: median(added()),
    guard_start_ms: median(guards.map(({ ms }) => ms)),
    guard_rss_mb: median(guards.map(({ megabytes }) => megabytes)),
  });
} finally {
  rmSync(folder, { recursive: true });
}

/** The tree, the scheduler's program, and its definition with the values that the program takes. */
function install() {
  mkdirSync(root);
  for (const [file, text] of [
    ['state', 'disabled'],
    ['enable_seq', '0'],
    ['switch_all', '0'],
  ]) {
    writeFileSync(join(root, file), `${text}\n`);
  }
  const binary = join(folder, 'scx_tunable');
  const script = `#!/usr/bin/perl\n$ENV{FAKE_SCHED_EXT} = '${root}';\ndo '${SCHEDULER}';\ndie $@ || $!;\n`;
  writeFileSync(binary, script, { mode: 0o755 });
  const { share: _, ...parameters } = definition.parameters; // the program refuses some of its values
  writeFileSync(join(folder, 'scheduler.json'), JSON.stringify({ ...definition, parameters, binary }));
}

async function services() {
  const config = await Config.load(import.meta.url);
  const host = createHost();
  const readFile = (path) => (path === '/proc/self/status' ? Promise.resolve(STATUS) : host.readFile(path));
  const registry = createRegistry(config.plugins.values());
  return {
    host: { ...host, readFile },
    schedExtRoot: root,
    guardRecords: join(folder, 'guards'),
    registry,
    version: config.version,
  };
}

function options() {
  const given = {
    ...{ schedulerFile: join(folder, 'scheduler.json'), algorithm: 'random', episodes: RUNS, seed: 1, settle: 0 },
    ...{ baselineRuns: 1, confirmRuns: 1, ablationRuns: 0, benchmarkCmd: `sleep ${SECONDS}`, maxForeignCpus: 4096 },
    ...{ experimentName: 'cycle', resultsDir: folder },
  };
  return completeOptions(parseConfig(JSON.stringify(given), 'options'));
}

/** Milliseconds of each run of the search that were spent neither in the benchmark nor in the scheduler. */
function added() {
  const lines = (file) => readFileSync(file, 'utf8').trim().split('\n');
  const times = lines(join(root, 'times')).map((line) => Number(line.split(' ')[1]));
  const trials = lines(join(folder, 'cycle', 'journal.jsonl')).map((line) => JSON.parse(line));
  return trials
    .filter(({ type, schedExt }) => type === 'trial' && schedExt)
    .map((trial, i) => ({ ...trial, scheduler: times[2 * i] + times[2 * i + 1] }))
    .filter(({ phase }) => phase === 'search')
    .map(({ wallMs, benchmarkMs, scheduler }) => wallMs - benchmarkMs - scheduler);
}

async function costOfGuards() {
  const costs = [];
  for (let i = 0; i < GUARDS; i++) {
    const started = performance.now();
    const guard = await startGuard();
    const ms = performance.now() - started;
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${guard.pid}/status`, 'utf8'))?.[1];
    costs.push({ ms, megabytes: Number(kilobytes) / 1024 });
    await guard.close();
  }
  return costs;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
