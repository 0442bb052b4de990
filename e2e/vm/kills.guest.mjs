// In the guest: kills the tuner, its guard or both at every stage of a run, and says what is left ten seconds later.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { journalOf, optimizeArguments, trialsOf } from './guest/experiment.mjs';
import { killIfAlive, processesNamed } from './guest/processes.mjs';
import { report } from './guest/report.mjs';
import { snapshot, waitFor } from './guest/sched-ext.mjs';
import { runSchedtuna, startSchedtuna } from './guest/schedtuna.mjs';
import { setLength, watches } from './guest/watching-benchmark.mjs';

const NAME = 'killed';
/** There while a guard is armed. */
const GUARD_LOCK = `/tmp/results/${NAME}/lock.guard`;
const SCHEDULER = 'scx_rusty';
const BENCHMARK = 'perl';
const GUARD = 'schedtuna guard';
const MS = 700;
const LONG_MS = 60_000;
const CLEAN_WITHIN_MS = 10_000;

/** Number of benchmarks that had been started before the tuner of this scenario. */
let benchmarksBefore = 0;

const isRunning = (name) => processesNamed(name).length > 0;
const hasGuard = () => existsSync(GUARD_LOCK) && isRunning(GUARD);
const isBenchmarkRunning = () => isRunning(BENCHMARK) && watches(NAME).length > benchmarksBefore;

/** The preflight asks the program for its version and its flags: such a process is none that attaches. */
function isLoading() {
  return processesNamed(SCHEDULER).some((pid) => {
    try {
      return !/--(version|help)|-h\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

const STAGES = {
  'before attach': () => hasGuard() && !isRunning(SCHEDULER),
  attaching: () => hasGuard() && isLoading() && snapshot().state !== 'enabled',
  enabling: () => snapshot().state === 'enabling',
  settled: () => snapshot().state === 'enabled' && !isRunning(BENCHMARK),
  benchmark: isBenchmarkRunning,
  detaching: () => isLoading() && watches(NAME).length > benchmarksBefore && !isRunning(BENCHMARK),
  confirming: () => journalOf(NAME).some(({ type }) => type === 'finalists') && isBenchmarkRunning(),
};

const OPTIMIZE = optimizeArguments(NAME, ['--scheduler', SCHEDULER], { program: SCHEDULER, ms: MS, episodes: 2 });

/** Goes on with the experiment, or begins it, until the stage is reached. */
async function reach(stage) {
  rmSync(GUARD_LOCK, { force: true }); // of a guard that was killed
  benchmarksBefore = watches(NAME).length;
  const tuner = startSchedtuna(journalOf(NAME).length > 0 ? ['resume', NAME] : OPTIMIZE);
  let hasEnded = false;
  const ended = tuner.ended().finally(() => {
    hasEnded = true;
  });
  // Looking through /proc costs the tuner CPU time: nothing is reached before there is a guard.
  await waitFor(() => existsSync(GUARD_LOCK) || hasEnded, 120_000);
  await waitFor(() => STAGES[stage]() || hasEnded, 120_000);
  return { tuner, ended, isReached: STAGES[stage]() && !hasEnded, guard: processesNamed(GUARD)[0] };
}

/** What is left of `names` as soon as nothing is, or when the time is over. */
async function afterCleaning(names) {
  const since = performance.now();
  const left = () => names.filter(isRunning);
  const isClean = await waitFor(() => snapshot().state === 'disabled' && left().length === 0, CLEAN_WITHIN_MS);
  return { isClean, cleanMs: Math.round(performance.now() - since), state: snapshot().state, left: left() };
}

async function scenario(name, stage, act, { mayStay = [] } = {}) {
  const { tuner, ended, isReached, guard } = await reach(stage);
  const linesBefore = journalOf(NAME).length;
  if (isReached) await act({ tuner: tuner.pid, guard });
  const after = await afterCleaning([SCHEDULER, BENCHMARK].filter((program) => !mayStay.includes(program)));
  await waitFor(() => !isRunning(GUARD), 10_000);
  const { exitCode, signal, stderr } = await ended;
  const events = journalOf(NAME)
    .slice(linesBefore)
    .flatMap(({ event }) => event ?? []);
  report({
    scenario: name,
    isReached,
    ...after,
    events,
    hasGuard: isRunning(GUARD),
    exitCode,
    signal,
    stderr: stderr.slice(-500),
  });
}

const scenarios = {
  /** Each goes on where the one before was killed; the last resume brings the verdict. */
  async stages() {
    for (const stage of Object.keys(STAGES))
      await scenario(`tuner killed: ${stage}`, stage, ({ tuner }) => killIfAlive(tuner));
    const { exitCode, stderr } = await runSchedtuna(['resume', NAME]);
    const events = journalOf(NAME).map(({ type, event }) => event ?? type);
    report({
      scenario: 'resumed to the end',
      exitCode,
      stderr,
      state: snapshot().state,
      events,
      trials: trialsOf(NAME),
    });
  },
  async others() {
    await scenario('guard killed: benchmark', 'benchmark', ({ guard }) => killIfAlive(guard));
    setLength(NAME, LONG_MS);
    await bothKilled();
    await frozen();
  },
};
await scenarios[process.argv[2]]();

/** The kernel tells the scheduler to go; the benchmark is left to `schedtuna cleanup`. */
async function bothKilled() {
  const kill = ({ tuner, guard }) => {
    killIfAlive(guard);
    killIfAlive(tuner);
  };
  await scenario('both killed: benchmark', 'benchmark', kill, { mayStay: [BENCHMARK] });
  const before = [BENCHMARK].filter(isRunning);
  const { stdout, exitCode } = await runSchedtuna(['cleanup']);
  report({ scenario: 'cleanup by hand', before, exitCode, stdout, ...(await afterCleaning([BENCHMARK])) });
}

/** Stopped for half a minute, as with Ctrl-Z, in a benchmark that would take a minute; then the terminal hangs up. */
async function frozen() {
  const { tuner, ended, isReached } = await reach('benchmark');
  if (isReached) tuner.kill('SIGSTOP');
  const after = await afterCleaning([SCHEDULER, BENCHMARK]);
  await sleep(30_000);
  const stateAfter30s = snapshot().state;
  const trialsBefore = trialsOf(NAME).length;
  tuner.kill('SIGCONT');
  const goesOn = await waitFor(() => trialsOf(NAME).length > trialsBefore && isBenchmarkRunning(), 30_000);
  const statuses = trialsOf(NAME)
    .slice(trialsBefore)
    .map(({ status }) => status);
  report({ scenario: 'tuner frozen: benchmark', isReached, ...after, stateAfter30s, goesOn, statuses });
  tuner.kill('SIGHUP');
  const { exitCode, stderr } = await ended;
  report({
    scenario: 'terminal hangs up: benchmark',
    exitCode,
    stderr,
    ...(await afterCleaning([SCHEDULER, BENCHMARK])),
  });
}
