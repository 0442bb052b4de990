// In the guest: scx_rusty is tuned from attach to verdict, stopped in the middle and resumed. Arguments: names of agents.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeDefinition } from './guest/definitions.mjs';
import { journalOf, optimizeArguments, trialsOf } from './guest/experiment.mjs';
import { processesNamed } from './guest/processes.mjs';
import { report } from './guest/report.mjs';
import { snapshot, waitFor } from './guest/sched-ext.mjs';
import { runSchedtuna, startSchedtuna } from './guest/schedtuna.mjs';
import { watches } from './guest/watching-benchmark.mjs';

const SCHEDULER = 'scx_rusty';
const which = ['--scheduler', SCHEDULER];
const OPTIONS = { program: SCHEDULER, ms: 600, episodes: 5, confirmRuns: 2 };

const doctor = async () => JSON.parse((await runSchedtuna(['doctor', '--json'])).stdout);
const before = await doctor();
for (const agent of process.argv.slice(2)) {
  const { exitCode, stderr } = await stoppedInTheMiddle(agent);
  const episodes = journalOf(agent).filter(({ type }) => type === 'episode').length;
  const middle = { exitCode, stderr, episodes, state: snapshot().state };
  const resumed = await runSchedtuna(['resume', agent, '--json']);
  const [experiment, ...lines] = journalOf(agent);
  report({
    ...{ scenario: agent, middle, exitCode: resumed.exitCode, stderr: resumed.stderr, summary: summaryOf(resumed) },
    ...{
      state: snapshot().state,
      facts: experiment.scheduler.facts,
      sha256: sha256(experiment.scheduler.facts.binary),
    },
    types: lines.map(({ type, event }) => event ?? type),
    trials: trialsOf(agent),
  });
}
report({ scenario: 'doctor', before, after: await doctor() });

const slice = { type: 'integer', default: 20_000, minValue: 1000, maxValue: 40_000, description: 'Longest slice' };
const parameters = { slice_us: { ...slice, commandArg: '--slice-us-underutilised' } };
const madeUp = ['--scheduler-file', writeDefinition(SCHEDULER, { parameters }), '--parameter', 'slice_us'];
report({
  scenario: 'made-up flag',
  ...(await runSchedtuna(optimizeArguments('made-up', madeUp, OPTIONS))),
  ...snapshot(),
});

/** Ctrl-C in the benchmark of the third episode. */
async function stoppedInTheMiddle(agent) {
  const tuner = startSchedtuna(optimizeArguments(agent, which, { ...OPTIONS, agent }));
  const isThird = () => journalOf(agent).filter(({ type }) => type === 'episode').length >= 2;
  await waitFor(isThird, 400_000);
  const started = watches(agent).length;
  await waitFor(() => watches(agent).length > started && processesNamed('perl').length > 0, 60_000);
  tuner.kill('SIGINT');
  return tuner.ended();
}

function summaryOf({ exitCode, stdout }) {
  return exitCode === 0 ? JSON.parse(stdout) : stdout;
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
