// `schedtuna report EXPERIMENT`.
import { string } from '@oclif/core/flags';
import { experimentArgument, resultsDirFlag } from './experiment-reference.js';
import { SchedtunaCommand } from './schedtuna-command.js';

export default class Report extends SchedtunaCommand {
  static override summary = "Write an experiment's result files again from its journal, and a page to read.";
  static override examples = ['<%= config.bin %> report my_experiment --html report.html'];
  static override args = experimentArgument;
  static override flags = {
    html: string({
      description:
        'Also write everything as one page that needs no network: verdict, plots, every run, how to reproduce.',
      helpValue: 'FILE',
    }),
    ...resultsDirFlag,
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Report);
    const { REPORT } = await import('../container.js');
    const container = await this.container();
    const reference = { experiment: args.experiment, resultsDir: flags['results-dir'], html: flags.html };
    const report = await container.resolve(REPORT)(reference);
    const page = report.html === undefined ? [] : [report.html];
    this.log([report.directory, ...report.files.map((file) => `  ${file}`), ...page].join('\n'));
    return report;
  }
}
