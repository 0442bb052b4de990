// Replaces the calling process with a command.
import { writeSync } from 'node:fs';
import { constants } from 'node:os';
import koffi from 'koffi';
import { errnoName } from './sched-attr.js';

/** fcntl(2) and fcntl.h */
const GET_FD = 1;
const SET_FD = 2;
const GET_FL = 3;
const SET_FL = 4;
const CLOSE_ON_EXEC = 1;
const NONBLOCK = 0o4000;
/** File descriptor of the start mark; see ProcessScheduler.wrap of the SDK. */
const START_MARK = 3;

export class ExecError extends Error {
  /** As of a shell: 127 not found, 126 not executable. */
  readonly exitCode: number;

  constructor(command: string, errno: string) {
    super(`cannot execute ${command}: ${errno}`);
    this.exitCode = errno === 'ENOENT' ? 127 : 126;
  }
}

/** Tells on file descriptor 3, if it is open, that the command starts now. Does not return. Throws ExecError when the command cannot be executed. */
export function exec(command: string, args: readonly string[]): never {
  const libc = koffi.load(null);
  const fcntl = libc.func('int fcntl(int fd, int command, int argument)');
  const signal = libc.func('void *signal(int number, void *handler)');
  const execvp = libc.func('int execvp(const char *file, const char **argv)');
  for (const fd of [0, 1, 2]) {
    const status = fcntl(fd, GET_FL, 0);
    if (status >= 0) fcntl(fd, SET_FL, status & ~NONBLOCK); // Node made its pipes so: EAGAIN would surprise the command
    const flags = fcntl(fd, GET_FD, 0);
    if (flags >= 0) fcntl(fd, SET_FD, flags & ~CLOSE_ON_EXEC); // else it would start without standard streams
  }
  for (const name of ['SIGPIPE', 'SIGXFSZ'] as const) signal(constants.signals[name], null); // ignored by Node, and "ignored" survives exec
  if (fcntl(START_MARK, GET_FD, 0) >= 0) {
    writeSync(START_MARK, '.');
    fcntl(START_MARK, SET_FD, CLOSE_ON_EXEC);
  }
  execvp(command, [command, ...args, null]);
  throw new ExecError(command, errnoName());
}
