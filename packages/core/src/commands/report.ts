// `schedtuna report EXPERIMENT`.
import { experimentArgument, resultsDirFlag } from './experiment-reference.js';
import { SchedtunaCommand } from './schedtuna-command.js';

export default class Report extends SchedtunaCommand {
  static override summary = "Write an experiment's result files again from its journal.";
  static override args = experimentArgument;
  static override flags = resultsDirFlag;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Report);
    const { REPORT } = await import('../container.js');
    const container = await this.container();
    const report = await container.resolve(REPORT)({ experiment: args.experiment, resultsDir: flags['results-dir'] });
    this.log([report.directory, ...report.files.map((file) => `  ${file}`)].join('\n'));
    return report;
  }
}
