// Kills the tuner, its guard or both at every stage of a run, and says what is left ten seconds later.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tinyBenchmark } from './guest/benchmark.mjs';
import { killIfAlive, processesNamed } from './guest/processes.mjs';
import { report } from './guest/report.mjs';
import { snapshot, waitFor } from './guest/sched-ext.mjs';
import { runSchedtuna, startSchedtuna } from './guest/schedtuna.mjs';

const NAME = 'killed';
const JOURNAL = `/tmp/results/${NAME}/journal.jsonl`;
const SCHEDULER = 'scx_rusty';
const BENCHMARK = 'perl';
const STAGES = {
  'before attach': () => lines().length > 0 && running(SCHEDULER) === 0,
  attaching: () => running(SCHEDULER) > 0 && snapshot().state !== 'enabled',
  settling: () => snapshot().state === 'enabled' && running(BENCHMARK) === 0,
  benchmark: () => running(BENCHMARK) > 0,
  detaching: () => snapshot().state === 'disabling' || (running(SCHEDULER) > 0 && wasBusy() && running(BENCHMARK) === 0),
  confirming: () => lines().some(({ type }) => type === 'finalists') && running(BENCHMARK) > 0,
};
let busy = false;

const running = (name) => processesNamed(name).length;
const guards = () => processesNamed('schedtuna guard');

function lines() {
  if (!existsSync(JOURNAL)) return [];
  return readFileSync(JOURNAL, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** A benchmark was seen since the tuner was started. */
function wasBusy() {
  busy ||= running(BENCHMARK) > 0;
  return busy;
}

const benchmark = tinyBenchmark(4000).map((word) => `'${word}'`).join(' ');
const OPTIMIZE = [
  ...['optimize', '--scheduler', SCHEDULER, '--agent', 'random', '--episodes', '3', '--seed', '5', '--experiment-name', NAME],
  ...['--baseline-runs', '1', '--confirm-runs', '1', '--max-foreign-cpus', '4096', '--benchmark-cmd', benchmark],
];

/** Goes on with the experiment, or begins it, until `isReached`; then `act` and a look at what is left. */
async function scenario(name, isReached, act, { waitMs = 10_000 } = {}) {
  busy = false;
  const tuner = startSchedtuna(existsSync(JOURNAL) ? ['resume', NAME] : OPTIMIZE);
  const isThere = await waitFor(isReached, 120_000);
  const guard = guards()[0];
  const before = lines().length;
  await act({ tuner: tuner.pid, guard });
  const acted = performance.now();
  const isFree = () => snapshot().state === 'disabled' && running(SCHEDULER) + running(BENCHMARK) === 0;
  const isClean = await waitFor(isFree, waitMs);
  const cleanMs = Math.round(performance.now() - acted);
  await waitFor(() => guards().length === 0 || guards().includes(0), 15_000);
  report({
    scenario: name,
    isThere,
    isClean,
    cleanMs,
    state: snapshot().state,
    left: [SCHEDULER, BENCHMARK, 'schedtuna guard'].filter((program) => running(program) > 0),
    newLines: lines().slice(before).map(({ type, event, outcome }) => event ?? outcome?.status ?? type),
  });
  killIfAlive(tuner.pid);
  await tuner.ended();
}

for (const [stage, isReached] of Object.entries(STAGES)) {
  await scenario(`tuner killed: ${stage}`, isReached, ({ tuner }) => killIfAlive(tuner));
}
await scenario('guard killed: benchmark', STAGES.benchmark, ({ guard }) => killIfAlive(guard));
await scenario('both killed: benchmark', STAGES.benchmark, ({ tuner, guard }) => {
  killIfAlive(guard);
  killIfAlive(tuner);
});
const { stdout, exitCode } = await runSchedtuna(['cleanup']);
report({ scenario: 'cleanup by hand', stdout, exitCode, left: [BENCHMARK].filter((program) => running(program) > 0) });
await scenario('terminal hangs up: benchmark', STAGES.benchmark, ({ tuner }) => killIfAlive(tuner, 'SIGHUP'));
await scenario('tuner frozen: benchmark', STAGES.benchmark, ({ tuner }) => killIfAlive(tuner, 'SIGSTOP'));
const resumed = await runSchedtuna(['resume', NAME, '--json']);
report({ scenario: 'resumed to the end', exitCode: resumed.exitCode, state: snapshot().state, stderr: resumed.stderr.slice(-600) });
report({ scenario: 'journal', statuses: lines().filter(({ type }) => type === 'trial').map(({ outcome }) => outcome.class ?? outcome.status) });
await sleep(0);
