// Command ids and their classes. All are imported when one is run, so each imports its service inside `run`.
import type { Command } from '@oclif/core/command';
import type { PluginPackage } from '../container.js';
import { brokenPluginLines } from './broken-plugin-lines.js';
import Cleanup from './cleanup.js';
import Compare from './compare.js';
import Completion from './completion.js';
import { listCommand, showCommand } from './contributions.js';
import Discover from './discover.js';
import Doctor from './doctor.js';
import Optimize from './optimize.js';
import Report from './report.js';
import Resume from './resume.js';
import Simulate from './simulate.js';
import Test from './test.js';

export { type FailureContext, reportFailure } from './report-failure.js';

export const commands: Readonly<Record<string, Command.Class>> = {
  optimize: Optimize,
  resume: Resume,
  report: Report,
  compare: Compare,
  test: Test,
  doctor: Doctor,
  cleanup: Cleanup,
  simulate: Simulate,
  completion: Completion,
  schedulers: listCommand('schedulers'),
  'schedulers:show': showCommand('schedulers'),
  'schedulers:discover': Discover,
  benchmarks: listCommand('benchmarks'),
  'benchmarks:show': showCommand('benchmarks'),
  agents: listCommand('agents'),
  'agents:show': showCommand('agents'),
};

/** For the hook after `plugins install`: one line for each installed package that cannot be used. */
export async function afterInstall(plugins: Iterable<PluginPackage>): Promise<readonly string[]> {
  const { createContainer, REGISTRY } = await import('../container.js');
  return brokenPluginLines(createContainer(plugins, '').resolve(REGISTRY).broken);
}
