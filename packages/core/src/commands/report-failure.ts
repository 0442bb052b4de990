// Prints the error that ends the process, and says which status to exit with.
import { paintFor } from '../report/paint.js';
import { describeFailure } from './describe-failure.js';

/** Where the command was started; `commandIds` are read only when a command was not found. */
export interface FailureContext {
  readonly argv: readonly string[];
  readonly commandIds: readonly string[];
}

/** Two or three lines on stderr, or with --json one object on stdout; stacks only with --verbose. Returns the exit status. */
export function reportFailure(error: unknown, { argv, commandIds }: FailureContext): number {
  const flags = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const exit = requestedExit(error);
  if (exit !== undefined) return exit;
  const failure = describeFailure(error, commandIds);
  if (flags.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
  } else {
    const paint = paintFor(process.stderr);
    const hint = failure.hint === undefined ? '' : `${failure.hint}\n`;
    const message = failure.message.replace(/[^\P{Cc}\n]/gu, ' '); // it may quote a program: nothing that a terminal obeys
    process.stderr.write(`${paint('red', `error ${failure.code}:`)} ${message}\n${hint}`);
  }
  if (flags.includes('--verbose')) process.stderr.write(`${stackOf(error)}\n`);
  return failure.exitCode;
}

/** oclif's `this.exit(n)`: not an error. */
function requestedExit(error: unknown): number | undefined {
  const { code, oclif } = error as { readonly code?: string; readonly oclif?: { readonly exit?: number } };
  return code === 'EEXIT' ? (oclif?.exit ?? 0) : undefined;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? String(error.stack) : `${error.stack}\ncaused by ${stackOf(error.cause)}`;
}
