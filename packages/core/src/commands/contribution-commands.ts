// The list and show commands of schedulers, benchmarks and agents.
import { Args, type Command } from '@oclif/core';
import type { Kind } from '../plugins/registry.js';
import { BaseCommand } from './base.js';
import { listContributions } from './list-contributions.js';
import { describeContribution } from './show-contribution.js';

function listCommand(kind: Kind): Command.Class {
  return class List extends BaseCommand {
    static override summary = `List installed ${kind}`;

    async run(): Promise<unknown> {
      await this.parse(List);
      const { REGISTRY } = await import('../container.js');
      const { lines, json } = listContributions((await this.container()).resolve(REGISTRY), kind);
      this.log(lines.join('\n'));
      return json;
    }
  };
}

function showCommand(kind: Kind): Command.Class {
  return class Show extends BaseCommand {
    static override summary = `Show one of the ${kind}: its parameters or options`;
    static override args = { name: Args.string({ required: true, description: `Name, as ${kind} lists it` }) };

    async run(): Promise<unknown> {
      const { args } = await this.parse(Show);
      const { REGISTRY } = await import('../container.js');
      const { definition, source } = await (await this.container()).resolve(REGISTRY).load(kind, args.name);
      this.log(describeContribution(kind, definition, source).join('\n'));
      return { ...definition, package: source.package, version: source.version };
    }
  };
}

export const Schedulers = listCommand('schedulers');
export const ShowScheduler = showCommand('schedulers');
export const Benchmarks = listCommand('benchmarks');
export const ShowBenchmark = showCommand('benchmarks');
export const Agents = listCommand('agents');
export const ShowAgent = showCommand('agents');
