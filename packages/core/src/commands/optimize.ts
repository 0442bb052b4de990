import { Flags } from '@oclif/core';
import { BaseCommand } from './base.js';
import { optionFlags, optionsFrom } from './option-flags.js';
import { watched } from './watch.js';

export default class Optimize extends BaseCommand {
  static override summary = 'Find better settings of a scheduler for a benchmark, and prove them on fresh runs';
  static override examples = [
    '<%= config.bin %> optimize --scheduler eevdf --benchmark llama-bench --agent sac --episodes 15',
    '<%= config.bin %> optimize --benchmark-cmd "sysbench cpu --time=2 run" --episodes 30',
    '<%= config.bin %> optimize --model-path model.gguf --optimize-metric tg_tokens_per_sec',
  ];
  static override flags = {
    ...optionFlags,
    test: Flags.string({ description: 'Test the winner of this experiment instead', helpValue: 'EXPERIMENT' }),
    'test-runs': Flags.string({ description: 'Fresh pairs for --test [default: 10]', helpValue: 'NUMBER', dependsOn: ['test'] }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Optimize);
    const options = await optionsFrom(flags);
    const container = await this.container();
    const view = { isJson: this.jsonEnabled(), isVerbose: flags.verbose };
    if (flags.test !== undefined) {
      const { TEST } = await import('../container.js');
      const { testRuns } = await import('./test-runs.js');
      const reference = { experiment: String(flags.test), resultsDir: options.resultsDir, runs: testRuns(flags['test-runs']) };
      return watched({ ...view, afterwards: 'Run the test again later.' }, (watch) => container.resolve(TEST)(reference, watch));
    }
    const { OPTIMIZE } = await import('../container.js');
    const afterwards = 'Go on later with schedtuna resume.';
    return watched({ ...view, afterwards }, (watch) => container.resolve(OPTIMIZE)(options, watch));
  }
}
