// Any error as a person should read it: code, message, what to do next, exit status.
import { type ErrorCode, isSchedtunaError, SchedtunaError } from '@schedtuna/sdk';
import { nearest } from '../config/nearest.js';

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly exitCode: number;
}

/** `commandIds` with colons, as oclif knows them: for the name that was probably meant. */
export function describeFailure(error: unknown, commandIds: readonly string[]): Failure {
  const { code, message, hint, exitCode } = known(error, commandIds);
  return { code, message, ...(hint === undefined ? {} : { hint }), exitCode };
}

/** What errors of oclif's argument parser carry, as far as it is used here. */
interface ParserError extends Error {
  readonly oclif?: { readonly exit?: number };
  readonly flags?: readonly string[];
  readonly parse?: { readonly input?: { readonly flags?: object; readonly context?: { readonly id?: string } } };
}

function known(error: unknown, commandIds: readonly string[]): SchedtunaError {
  if (isSchedtunaError(error)) return error;
  if (isFromOclif(error)) return usageError(error, commandIds);
  return new SchedtunaError('ST_INTERNAL', error instanceof Error ? error.message : String(error), {
    hint: 'This is a defect of schedtuna: please report it with what the same command prints with --verbose.',
  });
}

function isFromOclif(error: unknown): error is ParserError {
  return error instanceof Error && 'oclif' in error;
}

/** Of the parser, before what is wrong. */
const PREFACE = /^The following errors? occurred:\s*/;

function usageError(error: ParserError, commandIds: readonly string[]): SchedtunaError {
  const [, id] = /^command (\S+) not found$/.exec(error.message) ?? [];
  if (id !== undefined) return unknownCommand(id, commandIds);
  if (error.parse === undefined)
    return new SchedtunaError('ST_USAGE', firstLower(error.message), { hint: helpOf(error) });
  if (error.flags !== undefined) return unknownFlags(error, error.flags);
  const message = firstLower(
    error.message
      .replace(PREFACE, '')
      .replace(/\nSee more help with --help$/, '')
      .trim(),
  );
  return new SchedtunaError('ST_USAGE', message.replaceAll(/\n+\s*/g, ' '), { hint: helpOf(error) });
}

function unknownCommand(id: string, commandIds: readonly string[]): SchedtunaError {
  const words = id.split(':');
  for (let count = words.length; count > 0; count--) {
    const candidates = commandIds.map((known) => known.split(':')).filter((known) => known.length === count);
    const close = nearest(
      words.slice(0, count).join(' '),
      candidates.map((known) => known.join(' ')),
    );
    const hint = `Did you mean schedtuna ${close}?`;
    if (close) return new SchedtunaError('ST_USAGE', `there is no command ${words.join(' ')}`, { hint });
  }
  return new SchedtunaError('ST_USAGE', `there is no command ${words.join(' ')}`, {
    hint: 'schedtuna --help lists all commands.',
  });
}

function unknownFlags(error: ParserError, flags: readonly string[]): SchedtunaError {
  const known = Object.keys(error.parse?.input?.flags ?? {});
  const close = flags.map((flag) => nearest(flag.replace(/^-+(no-)?/, ''), known)).find((name) => name !== undefined);
  const help = helpOf(error);
  return new SchedtunaError('ST_USAGE', `there is no flag ${flags.join(', ')}`, {
    hint: close ? `Did you mean --${close}? ${help}` : help,
  });
}

function helpOf({ parse }: ParserError): string {
  const id = parse?.input?.context?.id;
  return `See schedtuna ${id ? `${id.replaceAll(':', ' ')} ` : ''}--help.`;
}

function firstLower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
