import { Args, Flags } from '@oclif/core';
import { BaseCommand } from './base.js';
import { resultsDirFlag } from './results-dir.js';
import { testRuns } from './test-runs.js';
import { watched } from './watch.js';

export default class Test extends BaseCommand {
  static override summary = "Measure an experiment's winner against the default again, on fresh runs";
  static override args = { experiment: Args.string({ required: true, description: 'Name or path of the experiment' }) };
  static override flags = {
    'test-runs': Flags.string({ description: 'Fresh pairs [default: 10]', helpValue: 'NUMBER' }),
    ...resultsDirFlag,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Test);
    const { TEST } = await import('../container.js');
    const container = await this.container();
    const reference = { experiment: args.experiment, resultsDir: flags['results-dir'], runs: testRuns(flags['test-runs']) };
    const view = { isJson: this.jsonEnabled(), isVerbose: flags.verbose, afterwards: 'Run the test again later.' };
    return watched(view, (watch) => container.resolve(TEST)(reference, watch));
  }
}
