// Turns this process into another program: same pid, same standard streams.
import { constants as fileConstants, fstatSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { lastErrorName, libc } from './libc.js';
import { Refusal } from './refusal.js';

// Linux, include/uapi/asm-generic/fcntl.h.
const [F_GETFD, F_SETFD, F_GETFL, F_SETFL] = [1, 2, 3, 4];
const FD_CLOEXEC = 1;
const { O_NONBLOCK } = fileConstants;

/** As the SDK has it for ProcessScheduler.wrap. */
const START_MARK = 3;

/** `file` is looked up in PATH unless it has a slash. Never returns; throws Refusal when the program cannot be started. */
export function execute(file: string, args: readonly string[]): never {
  handOverStreams();
  markStart();
  defaultSignals();
  libc.func('int execvp(const char *file, const char **argv)')(file, [file, ...args, null]);
  const error = lastErrorName();
  if (error === 'ENOENT') {
    const where = file.includes('/') ? 'there is no such program, or its interpreter is missing' : 'not found in PATH';
    throw new Refusal(`cannot run ${file}: ${where}`, 127);
  }
  throw new Refusal(`cannot run ${file}: ${error === 'EACCES' ? 'it is not executable' : error}`, 126);
}

/** Node marks its standard streams close-on-exec and may make them non-blocking, which other programs do not expect. */
function handOverStreams(): void {
  const fcntl = libc.func('int fcntl(int fd, int command, int value)');
  for (const fd of [0, 1, 2]) {
    const status = fcntl(fd, F_GETFL, 0);
    if (status >= 0 && status & O_NONBLOCK) fcntl(fd, F_SETFL, status & ~O_NONBLOCK);
    const flags = fcntl(fd, F_GETFD, 0);
    if (flags >= 0) fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC);
  }
}

/** Says that the command starts now, to who waits for it; without one, the descriptor is something of Node's own. */
function markStart(): void {
  try {
    const stream = fstatSync(START_MARK);
    if (stream.isFIFO() || stream.isSocket()) writeSync(START_MARK, '.');
  } catch {
    // Nobody listens any more: not the command's business.
  }
}

/** Node ignores these, and what is ignored stays ignored in the next program. */
function defaultSignals(): void {
  const signal = libc.func('void *signal(int signal, void *handler)');
  for (const name of ['SIGPIPE', 'SIGXFSZ'] as const) signal(constants.signals[name], null); // null = SIG_DFL
}
