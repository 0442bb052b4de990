// `schedtuna completion SHELL`.
import { string } from '@oclif/core/args';
import { completionScript, SHELLS } from './completion-script.js';
import { SchedtunaCommand } from './schedtuna-command.js';

export default class Completion extends SchedtunaCommand {
  static override summary = 'Print a completion script for bash, zsh or fish.';
  static override examples = [
    'source <(<%= config.bin %> completion bash)',
    '<%= config.bin %> completion fish > ~/.config/fish/completions/<%= config.bin %>.fish',
  ];
  static override args = { shell: string({ required: true, options: [...SHELLS], description: 'Your shell.' }) };

  async run(): Promise<unknown> {
    const { args } = await this.parse(Completion);
    const commands = this.config.commands
      .filter(({ hidden }) => !hidden)
      .map(({ id, summary, flags }) => ({
        words: id.split(':'),
        summary: summary ?? '',
        flags: Object.entries(flags).flatMap(([name, flag]) => (flag.hidden ? [] : [name])),
      }));
    const script = completionScript(args.shell, this.config.bin, commands);
    this.log(script);
    return { shell: args.shell, script };
  }
}
