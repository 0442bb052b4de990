// Experiments of the built command in the guest: short ones, their journals, and what their benchmarks saw.
import { existsSync, readFileSync } from 'node:fs';
import { seenBy, watchingBenchmark } from './watching-benchmark.mjs';

const SHORT = [
  ...['--settle', '0.3', '--baseline-runs', '1'],
  ...['--max-foreign-cpus', '4096'], // everything beside the run is large where CPUs are emulated
];

/** Arguments of a short `optimize`; `which`: `--scheduler NAME` or `--scheduler-file FILE`; `program`: that of the scheduler. */
export function optimizeArguments(experiment, which, options) {
  const { program, ms, agent = 'random', episodes = 1, confirmRuns = 1, seed = 5, more = [] } = options;
  return [
    ...['optimize', ...which, '--experiment-name', experiment, ...SHORT],
    ...[
      '--agent',
      agent,
      '--seed',
      String(seed),
      '--episodes',
      String(episodes),
      '--confirm-runs',
      String(confirmRuns),
      '--ablation-runs',
      '0',
    ],
    ...watchingBenchmark(experiment, { scheduler: program, ms }),
    ...more,
  ];
}

/** Complete lines of its journal, parsed; empty before there is one. */
export function journalOf(experiment) {
  const path = `/tmp/results/${experiment}/journal.jsonl`;
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

/** Its trials so far, shortened; completed ones with everything that their benchmark saw. */
export function trialsOf(experiment) {
  return journalOf(experiment)
    .filter(({ type }) => type === 'trial')
    .map(({ phase, attempt, configuration, outcome, schedExt }) => ({
      ...{ phase, attempt, configuration, status: outcome.class ?? outcome.status, isVoid: outcome.status === 'void' },
      ...(outcome.message ? { message: outcome.message } : {}),
      ...(schedExt ? { ops: schedExt.ops, enableSeq: schedExt.enableSeq } : {}),
      ...(outcome.samples?.watch ? { seen: seenBy(experiment, outcome.samples.watch[0]) } : {}),
      ...(outcome.samples?.user ? { user: outcome.samples.user[0] } : {}),
    }));
}
