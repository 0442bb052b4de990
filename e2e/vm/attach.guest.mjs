// In the guest: every scheduler is attached and detached once; wrong arguments and a second scheduler are refused.
import { report } from './guest/report.mjs';
import { snapshot } from './guest/sched-ext.mjs';
import { startScheduler } from './guest/scheduler.mjs';

const SCHEDULERS = [
  ['scx_rusty'],
  ['scx_rusty', '--slice-us-underutil', '5000', '-k'],
  ['scx_bpfland'],
  ['scx_flash'],
  ['scx_simple'],
  ['scx_qmap', '-s', '3000'],
  ['scx_central'],
  ['scx_flatcg'],
];
const REFUSED = [
  ['scx_rusty', '--direct'],
  ['scx_rusty', '--slice-us-underutil', 'abc'],
  ['scx_rusty', '--slice-us-underutil', '5000', '-k', '--version'],
  ['scx_simple', '-x'],
  ['scx_qmap', '-x'],
];

report({ scenario: 'boot', ...snapshot() });
for (const command of SCHEDULERS) report({ scenario: command.join(' '), ...(await cycle(command)) });
for (const command of REFUSED) report({ scenario: command.join(' '), ...(await refusal(command)) });
for (const second of ['scx_rusty', 'scx_central'])
  report({ scenario: `${second} beside scx_simple`, ...(await conflict(second)) });
report({ scenario: 'end', ...snapshot() });

async function cycle([file, ...args]) {
  const scheduler = startScheduler(file, args);
  const attached = await scheduler.attached();
  const { exitCode, exitLine, isDetached, stderr } = await scheduler.stop('SIGINT');
  return { attached, exitCode, exitLine, isDetached, opsAfter: snapshot().ops, ...(attached ? {} : { stderr }) };
}

async function refusal([file, ...args]) {
  const { exitCode, stdout, stderr } = await startScheduler(file, args).ended();
  return { exitCode, stdout, stderr, ...snapshot() };
}

async function conflict(second) {
  const first = startScheduler('scx_simple');
  await first.attached();
  const { exitCode, stderr } = await startScheduler(second).ended();
  const during = snapshot();
  await first.stop();
  return { exitCode, stderr, during };
}
