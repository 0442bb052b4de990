// `schedtuna compare EXPERIMENT EXPERIMENT…`.
import { string } from '@oclif/core/args';
import { paintFor } from '../report/paint.js';
import { resultsDirFlag } from './experiment-reference.js';
import { SchedtunaCommand } from './schedtuna-command.js';

/** Of a pipe or a file, characters. */
const PLAIN_WIDTH = 120;

export default class Compare extends SchedtunaCommand {
  static override summary = 'Show experiments side by side: verdict, effect, noise, configuration, differences.';
  static override examples = ['<%= config.bin %> compare before after'];
  static override args = {
    experiments: string({
      required: true,
      multiple: true,
      description: 'Names of two or more experiments, or the paths of their directories.',
    }),
  };
  static override flags = resultsDirFlag;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Compare);
    const { COMPARE } = await import('../container.js');
    const container = await this.container();
    const reference = { experiments: args.experiments, resultsDir: flags['results-dir'] };
    const comparison = await container.resolve(COMPARE)(reference);
    if (!this.jsonEnabled()) {
      const { comparisonLines } = await import('../report/comparison-lines.js');
      const width = process.stdout.columns || PLAIN_WIDTH;
      this.log(comparisonLines(comparison, width, paintFor(process.stdout)).join('\n'));
    }
    return comparison;
  }
}
