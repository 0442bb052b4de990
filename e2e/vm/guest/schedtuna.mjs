// Runs the built command of this repository in the guest.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { capture } from './capture.mjs';

const COMMAND = fileURLToPath(new URL('../../../bin/run.js', import.meta.url));

/**
 * Starts `schedtuna ARGS`. `cwd` is where `results/` goes: /tmp of the guest, which ends with it, unless the test wants
 * the files on the host and names a folder in its share. `ended()` resolves to `{ exitCode, signal, stdout, stderr }`.
 */
export function startSchedtuna(args, { cwd = '/tmp', env = {} } = {}) {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = capture(child.stdout);
  const stderr = capture(child.stderr);
  const closed = once(child, 'close');
  return {
    pid: child.pid,
    kill: (signal) => child.kill(signal),
    stdout,
    stderr,
    async ended() {
      const [exitCode, signal] = await closed;
      return { exitCode, signal, stdout: stdout(), stderr: stderr() };
    },
  };
}

/** Runs `schedtuna ARGS` to its end, or kills it after `timeoutMs` of guest time: `signal` is SIGKILL then. */
export async function runSchedtuna(args, { timeoutMs = 300_000, ...options } = {}) {
  const command = startSchedtuna(args, options);
  const timer = setTimeout(() => command.kill('SIGKILL'), timeoutMs);
  try {
    return await command.ended();
  } finally {
    clearTimeout(timer);
  }
}
