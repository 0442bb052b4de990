// `schedtuna simulate`.
import { string } from '@oclif/core/flags';
import type { Simulation } from '../simulate/simulate.js';
import type { ExperimentsWords } from './experiments-request.js';
import { PROTOCOL_FLAGS } from './protocol-entries.js';
import { SchedtunaCommand } from './schedtuna-command.js';
import { simulationProgress } from './simulation-progress.js';
import { simulationRequest } from './simulation-request.js';

export default class Simulate extends SchedtunaCommand {
  static override summary =
    'Compare agents on measured tables: nothing is run, so it works anywhere and takes minutes.';
  static override description =
    'Every agent plays every table with the same seeds and noise; evaluation 1 is the default configuration. ' +
    'Regret is 0 for the best row of a table and 1 for the median one. Agent random always takes part. ' +
    'With --noise-model each run is a whole experiment, whose verdict is held against what is true of the table.';
  static override examples = [
    '<%= config.bin %> simulate --space tables/*.json --agents sac --budget 100 --seeds 20',
    '<%= config.bin %> simulate --space compiler.json --noise 0,0.05 --json-file runs.json --html curves.html',
    '<%= config.bin %> simulate --space compiler.json --peers runs.json',
    '<%= config.bin %> simulate --space results/my_experiment --agents sac,sac:exploration=1,ppo',
    '<%= config.bin %> simulate --space compiler.json --noise-model noisy.yaml --budget 25 --seeds 500 --protocol confirm-runs=16',
  ];
  static override flags = {
    space: string({
      description: 'Measured tables to play on, or results directories to which one is fitted; several may follow.',
      helpValue: 'PATH',
      required: true,
      multiple: true,
    }),
    agents: string({
      description: 'Agents to compare, with commas between; with options as NAME:KEY=VALUE:KEY=VALUE.',
      helpValue: 'NAMES',
      default: 'sac,ppo,random',
    }),
    budget: string({
      description: 'Evaluations of a run, or episodes of an experiment.',
      helpValue: 'NUMBER',
      default: '100',
    }),
    seeds: string({
      description: 'Runs or experiments of each agent on each table.',
      helpValue: 'NUMBER',
      default: '20',
    }),
    noise: string({
      description: 'Coefficients of variation of what is measured, with commas between.',
      helpValue: 'NUMBERS',
      default: '0,0.05,0.15',
    }),
    'noise-model': string({
      description:
        'Simulate whole experiments, from the baseline to the verdict, on a host that this YAML or JSON describes.',
      helpValue: 'FILE',
      exclusive: ['noise', 'peers', 'html'],
    }),
    protocol: string({
      description: `With --noise-model: an option of optimize, one of ${PROTOCOL_FLAGS.join(', ')}; repeatable.`,
      helpValue: 'KEY=VALUE',
      multiple: true,
      multipleNonGreedy: true,
      dependsOn: ['noise-model'],
    }),
    backend: string({
      description: "What the agents' networks are computed with: wasm, cpu or tensorflow; see agents show.",
      helpValue: 'NAME',
    }),
    peers: string({
      description: 'Recorded runs to show beside: a JSON object a line, or what --json-file wrote.',
      helpValue: 'FILE',
    }),
    html: string({ description: 'Write a page with regret curves.', helpValue: 'FILE' }),
    'json-file': string({
      description: 'Write what --json prints: the comparison and every run.',
      helpValue: 'FILE',
    }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Simulate);
    const { 'noise-model': noiseModel } = flags;
    if (noiseModel !== undefined) return this.experiments({ ...flags, 'noise-model': noiseModel });
    const request = simulationRequest(flags);
    const { SIMULATE } = await import('../container.js');
    const simulate = (await this.container()).resolve(SIMULATE);
    const progress = simulationProgress(process.stderr, 'runs');
    const simulation = await simulate(request, progress.show).finally(progress.end);
    if (!this.jsonEnabled()) await this.show(simulation);
    return simulation;
  }

  private async experiments(words: ExperimentsWords): Promise<unknown> {
    const { experimentsRequest } = await import('./experiments-request.js');
    const request = experimentsRequest(words);
    const { SIMULATE_EXPERIMENTS } = await import('../container.js');
    const simulate = (await this.container()).resolve(SIMULATE_EXPERIMENTS);
    const progress = simulationProgress(process.stderr, 'experiments');
    const simulated = await simulate(request, progress.show).finally(progress.end);
    if (!this.jsonEnabled()) {
      const { verdictTable } = await import('../simulate/experiment/verdict-table.js');
      await this.print(simulated.fits, verdictTable(simulated), simulated.files);
    }
    return simulated;
  }

  private async show({ comparison, againstPeers, fits, budget, files }: Simulation): Promise<void> {
    const { peerTable, textTable } = await import('../simulate/text-table.js');
    await this.print(fits, [...textTable(comparison, budget), ...peerTable(againstPeers)], files);
  }

  private async print(fits: Simulation['fits'], table: readonly string[], files: readonly string[]): Promise<void> {
    const { fitLines } = await import('../simulate/fit/fit-report.js');
    for (const fit of fits) this.log(`${fitLines(fit).join('\n')}\n`);
    this.log(table.join('\n'));
    for (const file of files) this.log(`\n${file}`);
  }
}
