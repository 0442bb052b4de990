// What every command shares: the container, and errors for people.
import { Command, Errors, Flags } from '@oclif/core';
import { isSchedtunaError, SchedtunaError } from '@schedtuna/sdk';
import type { DependencyContainer } from 'tsyringe';
import { nearest } from '../config/nearest.js';
import { paintFor } from '../report/paint.js';

export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    verbose: Flags.boolean({ description: 'Say more, and show where errors come from', helpGroup: 'GLOBAL' }),
  };

  protected async container(): Promise<DependencyContainer> {
    const { createContainer } = await import('../container.js');
    return createContainer(this.config.plugins.values(), this.config.version);
  }

  protected isVerbose(): boolean {
    return this.argv.includes('--verbose');
  }

  /** Errors of schedtuna and of the argument parser become two or three lines and an exit status; others are defects. */
  protected override async catch(error: Error): Promise<void> {
    const known = this.known(error);
    if (this.jsonEnabled()) {
      const { code, message, hint, exitCode } = known;
      process.stdout.write(`${JSON.stringify({ error: { code, message, ...(hint ? { hint } : {}), exitCode } }, null, 2)}\n`);
    } else {
      const paint = paintFor(process.stderr);
      process.stderr.write(`${paint('red', `error ${known.code}:`)} ${known.message}\n${known.hint ? `${known.hint}\n` : ''}`);
    }
    if (this.isVerbose()) process.stderr.write(`${stackOf(known)}\n`);
    process.exitCode = known.exitCode;
  }

  private known(error: Error): SchedtunaError {
    if (isSchedtunaError(error)) return error;
    if (error instanceof Errors.CLIError) {
      const message = error.message.replace(/\nSee more help with --help$/, '').trim();
      return new SchedtunaError('ST_USAGE', message, { hint: this.suggestion(message), cause: error });
    }
    return new SchedtunaError('ST_INTERNAL', error.message, {
      hint: 'This is a defect of schedtuna. Please report it with the output of the same command and --verbose.',
      cause: error,
    });
  }

  /** The flag that was probably meant. */
  private suggestion(message: string): string {
    const help = `See schedtuna ${this.id?.replaceAll(':', ' ')} --help.`;
    const [, unknown] = /^Nonexistent flags?: --([\w-]+)/.exec(message) ?? [];
    const flags = Object.keys((this.ctor as typeof Command & { flags: object }).flags ?? {});
    const close = unknown && nearest(unknown, [...flags, 'json', 'verbose']);
    return close ? `Did you mean --${close}? ${help}` : help;
  }
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  return `${error.stack}${cause}`;
}
