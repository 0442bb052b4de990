import { Args } from '@oclif/core';
import { BaseCommand } from './base.js';
import { completionScript, SHELLS } from './completion-script.js';

export default class Completion extends BaseCommand {
  static override summary = 'Print a completion script for bash, zsh or fish';
  static override examples = [
    'source <(<%= config.bin %> completion bash)',
    '<%= config.bin %> completion fish > ~/.config/fish/completions/<%= config.bin %>.fish',
  ];
  static override args = { shell: Args.string({ required: true, options: [...SHELLS], description: 'Shell' }) };

  async run(): Promise<unknown> {
    const { args } = await this.parse(Completion);
    const commands = this.config.commands.map(({ id, summary, flags }) => ({
      words: id.replaceAll(':', ' '),
      summary: summary ?? '',
      flags: Object.keys(flags),
    }));
    const script = completionScript(args.shell, this.config.bin, commands);
    this.log(script);
    return { shell: args.shell, script };
  }
}
