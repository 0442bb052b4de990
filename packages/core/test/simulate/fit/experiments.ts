// Results directories of searches that never ran: any space, any score.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Configuration, type Constraint, createSearchSpace, type Parameters } from '@schedtuna/sdk';
import type { JournalRecord, TrialRecord } from '../../../src/experiment/records.js';
import { streamOf } from '../../../src/stats/random.js';
import { experiment, searchJournal } from '../../report/journal.js';

export interface MadeUp {
  readonly parameters: Parameters;
  readonly constraints?: readonly Constraint[];
  readonly episodes: number;
  /** Score of a configuration; null when it fails. `random` is for noise. */
  score(configuration: Configuration, random: () => number): number | null;
}

/** In a new directory below that of temporary files; configurations are drawn uniformly. */
export function madeUpExperiment({ parameters, constraints = [], episodes, score }: MadeUp): string {
  const directory = mkdtempSync(join(tmpdir(), 'schedtuna-fit-'));
  writeFileSync(
    join(directory, 'journal.jsonl'),
    recordsOf({ parameters, constraints, episodes, score })
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(''),
  );
  return directory;
}

export function recordsOf({ parameters, constraints = [], episodes, score }: MadeUp): readonly JournalRecord[] {
  const space = createSearchSpace(parameters, constraints);
  const random = streamOf(episodes, 'made up');
  const records = searchJournal({ episodes: 0 }).map((record) => {
    if (record.type === 'trial') return { ...record, configuration: space.defaultConfiguration };
    const scheduler = { ...experiment.scheduler, parameters, constraints };
    return record.type === 'experiment' ? { ...record, name: 'made-up', scheduler } : record;
  });
  const template = records.find((record) => record.type === 'trial') as TrialRecord;
  for (let episode = 1; records.length > 0 && episode <= episodes; episode++) {
    const configuration = drawn();
    const value = score(configuration, random);
    const id = 100 + episode;
    const outcome: TrialRecord['outcome'] =
      value === null ? { status: 'failed', class: 'benchmark_failed', message: 'it ended with 1' } : template.outcome;
    records.push({ ...template, phase: 'search', block: undefined, id, episode, configuration, outcome });
    records.push({
      ...{ type: 'episode', episode, trial: id, score: value, standardError: 0.02, reward: value },
      ...{ diagnostics: {}, thinkingMs: 1 },
    });
  }
  return records;

  function drawn(): Configuration {
    for (;;) {
      const levels = space.dimensions.map((dimension) => Math.floor(random() * dimension.levels.length));
      const configuration = space.fromLevels(levels);
      if (space.forbidden(configuration) === undefined) return configuration;
    }
  }
}

export function flags(count: number): Parameters {
  const flag = { type: 'boolean', default: false, description: 'a flag' } as const;
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`flag_${i}`, flag]));
}
