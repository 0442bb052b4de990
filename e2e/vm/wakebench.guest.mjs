// In the guest: wake-up latency under scx_rusty with its default slices and with short ones.
import { execFileSync, spawnSync } from 'node:child_process';
import { report } from './guest/report.mjs';
import { startScheduler } from './guest/scheduler.mjs';

for (const args of [[], ['--slice-us-underutil', '2000']]) {
  const scheduler = startScheduler('scx_rusty', args);
  const attached = await scheduler.attached();
  const measured = JSON.parse(execFileSync('wakebench', [], { encoding: 'utf8' }));
  const { exitCode } = await scheduler.stop();
  report({ args, isAttached: attached !== null, exitCode, ...measured });
}
const { status, stdout, stderr } = spawnSync('wakebench', ['-d', '500'], { encoding: 'utf8' });
report({ status, stdout, stderr });
