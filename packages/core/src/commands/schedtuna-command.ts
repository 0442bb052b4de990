// What every command shares: --json and --verbose, and the container of this installation.
import { Command } from '@oclif/core/command';
import { boolean } from '@oclif/core/flags';
import type { DependencyContainer } from 'tsyringe';

export abstract class SchedtunaCommand extends Command {
  static override enableJsonFlag = true;

  static override baseFlags = {
    verbose: boolean({ description: 'Say more, and show where errors come from.', helpGroup: 'GLOBAL' }),
  };

  /** Commands import it, and with it what they need, only when they run: help and version stay fast. */
  protected async container(): Promise<DependencyContainer> {
    const { createContainer } = await import('../container.js');
    return createContainer(this.config.plugins.values(), this.config.version);
  }

  /** Errors of every kind are printed in one place, at the end of the process. */
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }
}
