// Runs the built command of this repository in the guest.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture } from './capture.mjs';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const COMMAND = join(REPOSITORY, 'bin', 'run.js');
/** Every user can reach the repository here once `shareRepository` was called. */
const SHARED = '/run/repository';

/**
 * Starts `schedtuna ARGS`. `cwd` is where `results/` goes: /tmp of the guest, which ends with it, unless the test wants
 * the files on the host and names a folder in its share. `by`: the words of a program that starts it as another user.
 * `ended()` resolves to `{ exitCode, signal, stdout, stderr }`.
 */
export function startSchedtuna(args, { cwd = '/tmp', env = {}, by } = {}) {
  const [file, ...words] = [
    ...(by ? [...by, ...shared(process.execPath, COMMAND)] : [process.execPath, COMMAND]),
    ...args,
  ];
  const child = spawn(file, words, {
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

/** Mounts the repository where every user can read it: its own folder may be in somebody's home. */
export function shareRepository() {
  mkdirSync(SHARED);
  execFileSync('mount', ['--bind', REPOSITORY, SHARED]);
}

/** Paths as other users can reach them. */
function shared(...paths) {
  return paths.map((path) => (path.startsWith(REPOSITORY) ? join(SHARED, path.slice(REPOSITORY.length)) : path));
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
