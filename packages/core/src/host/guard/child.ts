// Starts one command in the guard's own session and collects what it leaves behind.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Command, CommandOutput } from '@schedtuna/sdk';
import { capture } from './capture.js';

export interface Child {
  readonly process: ChildProcess;
  hasEnded(): boolean;
  /** Resolves when the process has ended and its output is read, or did not start. Never rejects. */
  readonly ended: Promise<CommandOutput>;
  /** Resolves when the process is gone or did not start; its output may not be read yet. */
  readonly exited: Promise<void>;
  /** Resolves with the error when the process could not be started, else with undefined. */
  readonly startError: Promise<Error | undefined>;
  /** Resolves at the first line on stdout. */
  readonly firstLine: Promise<void>;
}

/** After its end a process gets this long until its output counts as complete: a descendant may hold the pipe open. */
const DRAIN_MS = 200;

export interface ChildOptions {
  /** Added to the command's environment. */
  readonly marker: Readonly<Record<string, string>>;
  /** Bytes kept of each output stream. */
  readonly outputLimit: number;
  readonly stdin: 'ignore' | 'pipe';
  /** Called with every piece of stdout as it comes. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** Leader of a session and process group of its own. */
  readonly detached?: boolean;
}

export function startChild(command: Command, options: ChildOptions): Child {
  const { marker, outputLimit, stdin, onOutput, detached = false } = options;
  let started = process.hrtime.bigint();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env, ...marker },
    stdio: [stdin, 'pipe', 'pipe', 'pipe'],
    detached,
  });
  child.stdin?.on('error', () => {}); // EPIPE: it ended before its input was closed
  const startMark = child.stdio[3] as Readable | null;
  startMark?.once('data', () => {
    started = process.hrtime.bigint(); // a wrapper has done its work: what it was given to run starts now
  });
  startMark?.on('error', () => {});
  let seen = false;
  let onFirstLine: () => void;
  const firstLine = new Promise<void>((resolve) => {
    onFirstLine = resolve;
  });
  if (!child.stdout || !child.stderr) throw new Error('stdio of the child is not a pipe');
  const stdout = capture(child.stdout, outputLimit, (chunk) => {
    onOutput?.(chunk);
    if (!seen && chunk.includes(10)) {
      seen = true;
      onFirstLine();
    }
  });
  const stderr = capture(child.stderr, outputLimit);

  const startError = new Promise<Error | undefined>((resolve) => {
    child.once('error', resolve);
    child.once('spawn', () => resolve(undefined));
  });
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve()).once('exit', () => resolve());
  });
  let over = false;
  const ended = new Promise<CommandOutput>((resolve) => {
    let wallMs = 0;
    const finish = () => {
      over = true;
      resolve({
        stdout: stdout.text(),
        stderr: stderr.text(),
        stdoutDropped: stdout.dropped(),
        exitCode: child.exitCode,
        signal: child.signalCode,
        wallMs,
      });
    };
    child.once('error', () => finish());
    child.once('exit', () => {
      wallMs = Number(process.hrtime.bigint() - started) / 1e6;
      // On a busy machine the timer may come before what is in the pipes was read: one more round of reading first.
      setTimeout(() => setImmediate(finish), DRAIN_MS).unref();
    });
    child.once('close', finish);
  });
  return { process: child, hasEnded: () => over, ended, exited, startError, firstLine };
}
