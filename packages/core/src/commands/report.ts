import { Args } from '@oclif/core';
import { BaseCommand } from './base.js';
import { resultsDirFlag } from './results-dir.js';

export default class Report extends BaseCommand {
  static override summary = "Write an experiment's result files again from its journal";
  static override args = { experiment: Args.string({ required: true, description: 'Name or path of the experiment' }) };
  static override flags = { ...resultsDirFlag };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Report);
    const { REPORT } = await import('../container.js');
    const container = await this.container();
    const report = await container.resolve(REPORT)({ experiment: args.experiment, resultsDir: flags['results-dir'] });
    this.log(`${report.directory}\n${report.files.map((file) => `  ${file}`).join('\n')}`);
    return report;
  }
}
