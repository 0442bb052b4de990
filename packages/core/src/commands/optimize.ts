// `schedtuna optimize`.
import { string } from '@oclif/core/flags';
import type { FlagInput } from '@oclif/core/interfaces';
import type { ExperimentSummary } from '../experiment/summary.js';
import { forceFlag } from './force-flag.js';
import { optionFlags, optionsFrom } from './option-flags.js';
import { SchedtunaCommand } from './schedtuna-command.js';
import { testRuns, testRunsFlag } from './test-runs.js';
import { watched } from './watched.js';

export default class Optimize extends SchedtunaCommand {
  static override summary = 'Find better settings of a scheduler for a benchmark, and prove them on fresh runs.';
  static override description =
    'Options come from flags, then SCHEDTUNA_… variables, then a configuration file, then defaults.';
  static override examples = [
    '<%= config.bin %> optimize --scheduler eevdf --benchmark llama-bench --agent sac --episodes 15',
    '<%= config.bin %> optimize --benchmark-cmd "sysbench cpu --time=2 run" --episodes 30',
    '<%= config.bin %> optimize --model-path model.gguf --optimize-metric tg_tokens_per_sec',
  ];
  static override flags: FlagInput = {
    ...optionFlags(),
    test: string({
      description: 'Test the winner of this experiment instead, as the command test does.',
      helpValue: 'EXPERIMENT',
    }),
    'test-runs': { ...testRunsFlag['test-runs'], dependsOn: ['test'] },
    force: { ...forceFlag.force, dependsOn: ['test'] },
  };

  async run(): Promise<ExperimentSummary> {
    const { flags } = await this.parse(Optimize);
    const options = await optionsFrom(flags, process.env, process.cwd());
    const container = await this.container();
    const view = { isJson: this.jsonEnabled(), isVerbose: Boolean(flags.verbose) };
    const { OPTIMIZE, TEST } = await import('../container.js');
    if (flags.test === undefined) return watched(view, (watch) => container.resolve(OPTIMIZE)(options, watch));
    const { resultsDir } = options;
    const reference = { experiment: flags.test, resultsDir, force: flags.force, runs: testRuns(flags['test-runs']) };
    return watched(view, (watch) => container.resolve(TEST)(reference, watch));
  }
}
