// Starts real schedulers by hand, as a person or another service would, and says how they end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { capture } from './capture.mjs';
import { snapshot, waitFor, waitForState } from './sched-ext.mjs';

/**
 * Starts a scheduler from PATH. `attached()` resolves once the kernel has enabled it, to the snapshot of that moment
 * with `enabledSince`, the number of schedulers enabled since the start (1: ours alone), and `attachMs`; to null when the program
 * ends or nothing is enabled within `ms`. `ended()` resolves to `{ exitCode, signal, exitLine, stdout, stderr }`.
 */
export function startScheduler(command, args = []) {
  const before = snapshot();
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout = capture(child.stdout);
  const stderr = capture(child.stderr);
  const closed = once(child, 'close');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function attached(ms = 30_000) {
    const isEnabled = () => snapshot().state === 'enabled' && snapshot().enableSeq > before.enableSeq;
    await waitFor(() => isEnabled() || hasEnded(), ms);
    if (hasEnded() || !isEnabled()) return null;
    const now = snapshot();
    return {
      ...now,
      enabledSince: now.enableSeq - before.enableSeq,
      attachMs: Math.round(performance.now() - started),
    };
  }

  async function ended() {
    const [exitCode, signal] = await closed;
    const output = `${stdout()}\n${stderr()}`;
    return { exitCode, signal, exitLine: exitLineOf(output), stdout: stdout(), stderr: stderr() };
  }

  /** Sends a signal, waits for the program's end and until nothing is loaded. */
  async function stop(signal = 'SIGINT') {
    child.kill(signal);
    const end = await ended();
    return { ...end, isDetached: await waitForState('disabled') };
  }

  return { pid: child.pid, attached, ended, stop, hasEnded };
}

/** The last line of the form `EXIT: …` or `Error: EXIT: …`; null when there is none. */
function exitLineOf(output) {
  return output.match(/^(?:Error: )?EXIT: .*$/gm)?.at(-1) ?? null;
}
