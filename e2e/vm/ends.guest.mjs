// In the guest: the ways in which a scheduler ends other than by being asked to.

import { spawnSync } from 'node:child_process';
import { tinyBenchmark } from './guest/benchmark.mjs';
import { onlineCpus, setOnline } from './guest/cpus.mjs';
import { killAll, processesNamed, waitForEndOf } from './guest/processes.mjs';
import { report } from './guest/report.mjs';
import { snapshot, sysrq, waitFor, waitForState } from './guest/sched-ext.mjs';
import { runSchedtuna } from './guest/schedtuna.mjs';
import { startScheduler } from './guest/scheduler.mjs';

for (const [scenario, run] of Object.entries({
  'error in the BPF part': () => endsByItself('scx_qmap', ['-e', '100']),
  'stalled task': () => endsByItself('scx_qmap', ['-t', '100']),
  'SIGTERM to scx_rusty': () => signalled('scx_rusty', 'SIGTERM'),
  'SIGKILL to scx_rusty': () => signalled('scx_rusty', 'SIGKILL'),
  'SIGKILL to scx_qmap': () => signalled('scx_qmap', 'SIGKILL'),
  'sysrq-S under scx_rusty': () => sysrqUnder('scx_rusty'),
  'sysrq-S under scx_simple': () => sysrqUnder('scx_simple'),
  'CPU hotplug under scx_rusty': () => hotplugUnder('scx_rusty'),
  'CPU hotplug under scx_simple': () => hotplugUnder('scx_simple'),
  'killed by name': killedByName,
  benchmark,
  'schedtuna --version': () => runSchedtuna(['--version']),
})) {
  report({ scenario, ...(await run()), isDisabled: await waitForState('disabled') });
}

async function endsByItself(file, args) {
  const scheduler = startScheduler(file, args);
  const attached = await scheduler.attached();
  const started = performance.now();
  // Something must be scheduled for the fault to happen.
  const timer = setInterval(() => spawnSync('true'), 50);
  const { exitCode, signal, exitLine, stderr } = await scheduler.ended();
  clearInterval(timer);
  const hasDump = stderr.includes('DEBUG DUMP');
  return { attached, exitCode, signal, exitLine, hasDump, afterMs: Math.round(performance.now() - started) };
}

async function signalled(file, name) {
  const scheduler = startScheduler(file);
  await scheduler.attached();
  const started = performance.now();
  const { exitCode, signal, exitLine, isDetached } = await scheduler.stop(name);
  return { exitCode, signal, exitLine, isDetached, afterMs: Math.round(performance.now() - started) };
}

async function sysrqUnder(file) {
  const scheduler = startScheduler(file);
  await scheduler.attached();
  sysrq('S');
  const { exitCode, exitLine } = await scheduler.ended();
  return { exitCode, exitLine };
}

async function hotplugUnder(file) {
  const scheduler = startScheduler(file);
  const attached = await scheduler.attached();
  const after = [];
  for (const isOnline of [false, true]) {
    const { enableSeq } = snapshot();
    setOnline(1, isOnline);
    const isEnabledAgain = () => snapshot().state === 'enabled' && snapshot().enableSeq > enableSeq;
    await waitFor(() => isEnabledAgain() || scheduler.hasEnded(), 15_000);
    const isRestarted = isEnabledAgain();
    const isSamePid = processesNamed(file).join() === String(scheduler.pid);
    after.push({
      cpus: onlineCpus(),
      isRestarted,
      enabledSince: snapshot().enableSeq - enableSeq,
      isSamePid,
      ops: snapshot().ops,
    });
  }
  const { exitCode, exitLine, isDetached } = await scheduler.stop();
  return { attached, after, exitCode, exitLine, isDetached };
}

async function killedByName() {
  const scheduler = startScheduler('scx_simple');
  await scheduler.attached();
  const killed = killAll('scx_simple', 'SIGINT');
  return { killed, isGone: await waitForEndOf('scx_simple'), ...(await scheduler.ended()) };
}

async function benchmark() {
  const [file, ...args] = tinyBenchmark();
  const started = performance.now();
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8' });
  return { exitCode: status, stdout, ms: Math.round(performance.now() - started) };
}
