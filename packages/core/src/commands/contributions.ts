// The list and show commands of schedulers, benchmarks and agents.
import { string } from '@oclif/core/args';
import type { Command } from '@oclif/core/command';
import type { Kind } from '../plugins/registry.js';
import { listContributions } from './list-contributions.js';
import { SchedtunaCommand } from './schedtuna-command.js';
import { backendLines, describeContribution } from './show-contribution.js';

/** `schedtuna schedulers`. */
export function listCommand(kind: Kind): Command.Class {
  return class List extends SchedtunaCommand {
    static override summary = `List installed ${kind}.`;

    async run(): Promise<unknown> {
      await this.parse(List);
      const { REGISTRY } = await import('../container.js');
      const { lines, json } = listContributions((await this.container()).resolve(REGISTRY), kind);
      this.log(lines.join('\n'));
      return json;
    }
  };
}

/** `schedtuna schedulers show NAME`. */
export function showCommand(kind: Kind): Command.Class {
  return class Show extends SchedtunaCommand {
    static override summary = `Show one of the ${kind}: its ${kind === 'schedulers' ? 'parameters' : 'options'}.`;
    static override args = { name: string({ required: true, description: `Name, as ${kind} lists it.` }) };

    async run(): Promise<unknown> {
      const { args } = await this.parse(Show);
      const { REGISTRY } = await import('../container.js');
      const { definition, source } = await (await this.container()).resolve(REGISTRY).load(kind, args.name);
      const states = 'backends' in definition ? await definition.backends?.({ useGpu: true }) : undefined;
      this.log([...describeContribution(kind, definition, source), ...backendLines(states)].join('\n'));
      return {
        ...definition,
        ...(states ? { backends: states } : {}),
        package: source.package,
        version: source.version,
      };
    }
  };
}
