// In the guest: everything that can put another scheduler, or none, in the place of the one under test.
import { spawnSync } from 'node:child_process';
import { setOnline } from './guest/cpus.mjs';
import { FIFO, writeDefinition } from './guest/definitions.mjs';
import { journalOf, optimizeArguments, trialsOf } from './guest/experiment.mjs';
import { withFaults } from './guest/faults.mjs';
import { SCRIPT_DEFINITION, writeScript } from './guest/misbehaving-scheduler.mjs';
import { killAll, processesNamed } from './guest/processes.mjs';
import { report } from './guest/report.mjs';
import { snapshot, sysrq, waitFor } from './guest/sched-ext.mjs';
import { runSchedtuna } from './guest/schedtuna.mjs';
import { startScheduler } from './guest/scheduler.mjs';
import { setLength } from './guest/watching-benchmark.mjs';

const simple = ['--scheduler-file', writeDefinition('scx_simple', { parameters: FIFO })];
const SIMPLE = { program: 'scx_simple', ms: 1500 };
const trialsSoFar = (name) => journalOf(name).filter(({ type }) => type === 'trial').length;

const scenarios = {
  /** One experiment; each trial is hit once or twice by the world, then left alone. */
  async world() {
    const name = 'world';
    const faults = [
      () => replace(name),
      undefined,
      () => killAll('scx_simple', 'SIGINT'),
      undefined,
      () => setOnline(1, false),
      () => setOnline(1, true),
      undefined,
      () => sysrq('S'),
    ];
    return { name, ...(await withFaults(name, optimizeArguments(name, simple, SIMPLE), faults)) };
  },

  /** The same fault in every run. */
  async always() {
    const name = 'always';
    const fault = () => killAll('scx_simple', 'SIGINT');
    return { name, ...(await withFaults(name, optimizeArguments(name, simple, SIMPLE), [fault, fault, fault, fault])) };
  },

  /** Fault injection of scx_qmap as parameters: an error in its BPF part, and tasks that it never runs. */
  async evicted() {
    const name = 'evicted';
    const fault = (flag, count) => ({
      ...{
        type: 'categorical',
        default: '0',
        choices: ['0', count],
        commandArg: flag,
        description: `Fault by ${flag}`,
      },
    });
    const parameters = { bpf_error: fault('-e', '20'), stall: fault('-t', '10') };
    const file = ['--scheduler-file', writeDefinition('scx_qmap', { parameters })];
    const args = optimizeArguments(name, file, { program: 'scx_qmap', ms: 800, episodes: 3 });
    const long = () => setLength(name, 12_000); // the watchdog of scx_qmap needs 5 s and more
    return { name, ...(await withFaults(name, args, [undefined, undefined, long])) };
  },

  /** `simp` is only the beginning of what the kernel calls it. */
  async prefix() {
    const name = 'prefix';
    const file = ['--scheduler-file', writeDefinition('scx_simple', { opsName: 'simp', parameters: FIFO })];
    return { name, ...(await runSchedtuna(optimizeArguments(name, file, SIMPLE))) };
  },

  /** A program that never attaches, one that ignores SIGINT, one whose child stays. */
  async script() {
    const name = 'script';
    writeScript();
    const file = ['--scheduler-file', writeDefinition('scx_script', SCRIPT_DEFINITION)];
    const args = optimizeArguments(name, file, { program: 'scx_simple', ms: 500, episodes: 3 });
    return { name, ...(await runSchedtuna(args)) };
  },

  /** scx_flash cannot be loaded where libbpf finds no configuration of the kernel: first from the search on, then at all. */
  async refused() {
    const parameters = { ...sliceOf('--slice-us') };
    const file = ['--scheduler-file', writeDefinition('scx_flash', { parameters })];
    const hide = () => spawnSync('umount', ['/boot']);
    const args = (name) => optimizeArguments(name, file, { program: 'scx_flash', ms: 800 });
    const searched = await withFaults('refused', args('refused'), [undefined, undefined, hide]);
    report({
      scenario: 'refused by default',
      ...(await runSchedtuna(args('refused-default'))),
      trials: trialsOf('refused-default'),
    });
    return { name: 'refused', ...searched };
  },
};

for (const scenario of process.argv.slice(2)) {
  const { name, exitCode, stderr } = await scenarios[scenario]();
  const left = ['scx_simple', 'scx_qmap', 'scx_script', 'scx_flash', 'perl'].filter(
    (program) => processesNamed(program).length > 0,
  );
  report({ scenario, exitCode, stderr: stderr.slice(-1500), state: snapshot().state, left, trials: trialsOf(name) });
}

/** Kills the scheduler and starts the same program by hand, which stays until the next attempt has found it there. */
async function replace(name) {
  const trials = trialsSoFar(name);
  killAll('scx_simple');
  await waitFor(() => snapshot().state === 'disabled');
  const other = startScheduler('scx_simple');
  await waitFor(() => trialsSoFar(name) >= trials + 2, 60_000);
  await other.stop();
}

function sliceOf(flag) {
  const range = { type: 'integer', default: 700, minValue: 100, maxValue: 10_000 };
  return { slice_us: { ...range, commandArg: flag, description: 'Longest slice in microseconds' } };
}
