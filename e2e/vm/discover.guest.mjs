// In the guest: definitions of real schedulers from their own help, and a whole experiment with one of them.
import { optimizeArguments, trialsOf } from './guest/experiment.mjs';
import { report } from './guest/report.mjs';
import { snapshot } from './guest/sched-ext.mjs';
import { runSchedtuna } from './guest/schedtuna.mjs';

for (const name of ['scx_rusty', 'scx_bpfland', 'scx_flash', 'scx_qmap', 'scx_simple']) {
  const { exitCode, stdout, stderr } = await runSchedtuna(['schedulers', 'discover', name]);
  report({ scenario: name, exitCode, definition: exitCode === 0 ? JSON.parse(stdout) : null, stderr, ...snapshot() });
}
const file = '/tmp/qmap.json';
const written = await runSchedtuna(['schedulers', 'discover', 'scx_qmap', '--output', file]);
// With this seed `-b` is first larger than the verifier can follow, then small.
const options = { program: 'scx_qmap', ms: 500, episodes: 2, seed: 24 };
const args = optimizeArguments('found', ['--scheduler-file', file], options);
report({
  scenario: 'tuned',
  written,
  ...(await runSchedtuna(args)),
  trials: trialsOf('found'),
  state: snapshot().state,
});
