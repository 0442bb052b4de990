// `schedtuna schedulers discover BINARY`.
import { string as text } from '@oclif/core/args';
import { boolean, string } from '@oclif/core/flags';
import { discoveryLines } from './discovery-lines.js';
import { SchedtunaCommand } from './schedtuna-command.js';

export default class Discover extends SchedtunaCommand {
  static override summary = "Write a first definition of a sched_ext scheduler from its program's own help.";
  static override description =
    'The program is asked for its help and not started otherwise. Ranges that its help does not name are guesses: ' +
    'look them over, then tune it with optimize --scheduler-file FILE, or make a plugin of it.';
  static override examples = [
    '<%= config.bin %> schedulers discover scx_bpfland --output bpfland.json',
    '<%= config.bin %> schedulers discover ./target/release/scx_mine',
  ];
  static override args = {
    binary: text({ required: true, description: 'Name of the program in PATH, or its path.' }),
  };
  static override flags = {
    output: string({ description: 'File for the definition; standard output without it.', helpValue: 'FILE' }),
    force: boolean({ description: 'Replace the file if it is there.', dependsOn: ['output'] }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(Discover);
    const { DISCOVER } = await import('../container.js');
    const { output, force } = flags;
    const discovered = await (await this.container()).resolve(DISCOVER)({ binary: args.binary, output, force });
    this.log(output ?? JSON.stringify(discovered, null, 2));
    this.logToStderr(discoveryLines(discovered, output).join('\n'));
    return discovered;
  }
}
