// Command ids → classes. Only built into the manifest: a run imports the one command that it needs.
import type { Command } from '@oclif/core';
import { Agents, Benchmarks, Schedulers, ShowAgent, ShowBenchmark, ShowScheduler } from './contribution-commands.js';
import Completion from './completion.js';
import Doctor from './doctor.js';
import Optimize from './optimize.js';
import Report from './report.js';
import Resume from './resume.js';
import Test from './test.js';

export const commands: Readonly<Record<string, Command.Class>> = {
  optimize: Optimize,
  resume: Resume,
  report: Report,
  test: Test,
  doctor: Doctor,
  completion: Completion,
  schedulers: Schedulers,
  'schedulers:show': ShowScheduler,
  benchmarks: Benchmarks,
  'benchmarks:show': ShowBenchmark,
  agents: Agents,
  'agents:show': ShowAgent,
};
