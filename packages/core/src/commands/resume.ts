import { Args } from '@oclif/core';
import { BaseCommand } from './base.js';
import { resultsDirFlag } from './results-dir.js';
import { watched } from './watch.js';

export default class Resume extends BaseCommand {
  static override summary = 'Go on with an experiment that was stopped';
  static override args = { experiment: Args.string({ required: true, description: 'Name or path of the experiment' }) };
  static override flags = { ...resultsDirFlag };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Resume);
    const { RESUME } = await import('../container.js');
    const container = await this.container();
    const reference = { experiment: args.experiment, resultsDir: flags['results-dir'] };
    const view = { isJson: this.jsonEnabled(), isVerbose: flags.verbose, afterwards: 'Resume it again later.' };
    return watched(view, (watch) => container.resolve(RESUME)(reference, watch));
  }
}
