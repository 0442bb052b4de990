// In the guest: somebody's scheduler is attached already, and comes back after the tuning whatever happens to the tuner.
import { readFileSync } from 'node:fs';
import { SLICE, writeDefinition } from './guest/definitions.mjs';
import { journalOf, optimizeArguments, trialsOf } from './guest/experiment.mjs';
import { withFaults } from './guest/faults.mjs';
import { killIfAlive, processesNamed } from './guest/processes.mjs';
import { report } from './guest/report.mjs';
import { snapshot, waitFor } from './guest/sched-ext.mjs';
import { runSchedtuna } from './guest/schedtuna.mjs';
import { startScheduler } from './guest/scheduler.mjs';

const THEIRS = 'scx_simple';
const GUARD = 'schedtuna guard';
const WITHIN_MS = 10_000;
const file = ['--scheduler-file', writeDefinition('scx_qmap', { parameters: SLICE })];
const optimize = (name, ...more) => optimizeArguments(name, file, { program: 'scx_qmap', more });

/** Their scheduler, with its arguments; `pid` and `args` are lists, in case there are two or none. */
function theirs() {
  const pid = processesNamed(THEIRS);
  const args = pid.map((one) => readFileSync(`/proc/${one}/cmdline`, 'utf8').split('\0').slice(1, -1).join(' '));
  return { ...snapshot(), pid, args };
}

/** Waits until it is there again, and nothing else. */
async function afterwards() {
  const since = performance.now();
  const isBack = () =>
    snapshot().state === 'enabled' && snapshot().ops === 'simple' && processesNamed(THEIRS).length === 1;
  await waitFor(isBack, WITHIN_MS);
  const ms = Math.round(performance.now() - since);
  await waitFor(() => processesNamed(GUARD).length === 0, WITHIN_MS); // its last act is a line in the journal
  const left = ['scx_qmap', 'perl'].filter((name) => processesNamed(name).length > 0);
  return { after: theirs(), ms, left };
}

const other = startScheduler(THEIRS, ['-f']);
await other.attached();

const untouched = theirs();
report({ scenario: 'busy', before: untouched, ...(await runSchedtuna(optimize('busy'))), ...(await afterwards()) });

const taken = await withFaults('taken', optimize('taken', '--take-over'), []);
report({ scenario: 'taken over', before: untouched, ...taken, ...(await afterwards()), trials: trialsOf('taken') });

const killed = await withFaults('killed', optimize('killed', '--take-over'), [({ pid }) => killIfAlive(pid)]);
report({ scenario: 'tuner killed', ...killed, ...(await afterwards()), events: eventsOf('killed') });

const both = await withFaults(
  'killed',
  ['resume', 'killed'],
  [
    ({ pid }) => {
      for (const guard of processesNamed(GUARD)) killIfAlive(guard);
      killIfAlive(pid);
    },
  ],
);
await waitFor(() => snapshot().state === 'disabled');
const before = theirs();
report({ scenario: 'both killed', ...both, before, cleanup: await runSchedtuna(['cleanup']), ...(await afterwards()) });

const resumed = await runSchedtuna(['resume', 'killed']);
report({
  scenario: 'resumed',
  ...resumed,
  ...(await afterwards()),
  events: eventsOf('killed'),
  trials: trialsOf('killed'),
});
for (const pid of processesNamed(THEIRS)) killIfAlive(pid, 'SIGINT');

function eventsOf(name) {
  return journalOf(name).flatMap(({ event }) => event ?? []);
}
