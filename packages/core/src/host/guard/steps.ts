// What frees the machine before a run and puts back afterwards what was running: data, so that it can wait in a file.
import { spawn } from 'node:child_process';
import type { Command } from '@schedtuna/sdk';
import { readSnapshot } from '../sched-ext/snapshot.js';
import { isRunning, type ProcessId } from './signal-scheduler.js';
import { timer } from './timer.js';
import { until } from './until.js';

export type RestoreStep =
  /** A short program, such as systemctl. */
  | { readonly kind: 'run'; readonly command: Command }
  /** Asks a process to end with SIGINT and waits for it. */
  | { readonly kind: 'interrupt'; readonly process: ProcessId; readonly name: string }
  /** Starts a scheduler that goes on without us, and waits until the kernel has it. */
  | { readonly kind: 'start'; readonly command: Command; readonly root: string };

/** Milliseconds that each kind of step may take. */
export type StepLimits = Readonly<Record<RestoreStep['kind'], number>>;

/** systemctl waits for a service to stop or start; its own limit is 90 s. */
const LIMITS: StepLimits = { run: 20_000, interrupt: 10_000, start: 15_000 };

/** In order; goes on after a step that fails. Returns one sentence for each that did. */
export async function performSteps(
  steps: readonly RestoreStep[],
  limits: StepLimits = LIMITS,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const step of steps) {
    const problem = await perform(step, limits[step.kind]);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

async function perform(step: RestoreStep, mostMs: number): Promise<string | undefined> {
  switch (step.kind) {
    case 'run':
      return run(step.command, mostMs);
    case 'interrupt':
      return interrupt(step.process, step.name, mostMs);
    case 'start':
      return start(step.command, step.root, mostMs);
  }
}

async function run({ file, args, env }: Command, mostMs: number): Promise<string | undefined> {
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-500);
  });
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : said.trim() || `it ended with status ${code}`));
  });
  const limit = timer(mostMs, `it did not end within ${mostMs / 1000} s`);
  const problem = await Promise.race([ended, limit.elapsed]);
  limit.cancel();
  if (problem !== undefined) child.kill('SIGKILL');
  return problem && `${[file, ...args].join(' ')}: ${problem}`;
}

async function interrupt(target: ProcessId, name: string, mostMs: number): Promise<string | undefined> {
  if (!isRunning(target)) return undefined;
  try {
    process.kill(target.pid, 'SIGINT');
  } catch (error) {
    return `${name} (process ${target.pid}) cannot be stopped: ${(error as Error).message}`;
  }
  const isGone = await until(() => !isRunning(target), mostMs);
  return isGone ? undefined : `${name} (process ${target.pid}) did not end within ${mostMs / 1000} s of SIGINT`;
}

async function start({ file, args, env, cwd }: Command, root: string, mostMs: number): Promise<string | undefined> {
  const child = spawn(file, args, { detached: true, stdio: 'ignore', env: env ?? process.env, cwd });
  child.unref();
  const failed = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`it ended with ${signal ?? `status ${code}`}`));
  });
  const attached = until(() => readSnapshot(root).state === 'enabled', mostMs);
  const problem = await Promise.race([
    failed,
    attached.then((isAttached) => (isAttached ? undefined : `it was not attached within ${mostMs / 1000} s`)),
  ]);
  return problem && `${[file, ...args].join(' ')}: ${problem}`;
}
