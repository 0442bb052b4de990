// Where the numbers come from: machine, versions, what was prepared and searched, every option.
import type { Digest } from '../digest.js';
import { html, type Markup } from './markup.js';

export function environmentSection({ experiment }: Digest): Markup {
  const { host, scheduler, benchmark, agent, options } = experiment;
  const source = ({ name, package: from, version }: typeof agent | typeof benchmark | typeof scheduler) =>
    `${name} (${from}@${version})`;
  return html`<section id="environment"><h2>Environment and provenance</h2><div class="columns">
${facts('Machine', {
  CPU: host.cpu,
  'CPUs in use': host.cpus,
  Architecture: host.arch,
  Kernel: host.kernel,
  Memory: `${host.memoryMb} MB`,
  ...(host.governor === undefined ? {} : { 'Frequency governor': host.governor }),
  'Virtual machine': host.virtualMachine ? 'yes' : 'no',
})}
${facts('Software', {
  schedtuna: experiment.schedtuna,
  Scheduler: source(scheduler),
  Benchmark: source(benchmark),
  Agent: source(agent),
  Guards: benchmark.guards.length > 0 ? benchmark.guards.join('; ') : 'none',
  Seed: options.seed,
})}
${facts('Benchmark as prepared', { Description: benchmark.prepared.description, ...benchmark.prepared.facts })}
${facts('Scheduler', scheduler.facts)}
${facts('Left out of the search', scheduler.unavailable)}
${facts('Options', { ...options })}
${facts('Options of the agent', agent.options)}
</div></section>`;
}

function facts(title: string, values: Readonly<Record<string, unknown>>): Markup | false {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  if (known.length === 0) return false;
  return html`<div><h3>${title}</h3><dl>${known.map(([name, value]) => html`<div><dt>${name}</dt><dd>${shown(value)}</dd></div>`)}</dl></div>`;
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
