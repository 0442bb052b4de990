// An experiment at a glance, finished or not: what the page and the comparison of experiments tell about it.
import type { Configuration, Parameters } from '@schedtuna/sdk';
import type { Verdict } from '../confirm/verdict.js';
import type {
  BaselineRecord,
  ExperimentRecord,
  JournalRecord,
  TrialRecord,
  VerdictRecord,
} from '../experiment/records.js';
import { type EpisodeRow, episodeRows, trialsOf } from './episodes.js';
import { quotedWord } from './quoted-word.js';

export interface Digest {
  readonly experiment: ExperimentRecord;
  /** Absent before the A/A runs are over. */
  readonly baseline?: BaselineRecord;
  readonly trials: readonly TrialRecord[];
  readonly rows: readonly EpisodeRow[];
  /** Best single run of the search. */
  readonly best?: ScoredRow;
  /** Oldest first; those of later tests behind that of the experiment. */
  readonly verdicts: readonly VerdictRecord[];
  /** The last one. */
  readonly verdict?: Verdict;
  /** What a reader should know where there is no verdict. */
  readonly withoutVerdict: string;
  readonly state: 'finished' | 'interrupted' | 'not finished';
}

/** An episode whose run completed. */
export type ScoredRow = EpisodeRow & { readonly score: number };

/** The first record must be the experiment's, as in every journal that can be read. */
export function digestOf(records: readonly JournalRecord[]): Digest {
  const experiment = records.find((record) => record.type === 'experiment');
  if (!experiment) throw new TypeError('a journal begins with its experiment');
  const baseline = records.find((record) => record.type === 'baseline');
  const rows = episodeRows(records);
  const best = rows.filter(isScored).sort((a, b) => b.score - a.score)[0];
  const verdicts = records.filter((record) => record.type === 'verdict');
  const verdict = verdicts.at(-1)?.verdict;
  return {
    experiment,
    ...(baseline ? { baseline } : {}),
    trials: trialsOf(records),
    rows,
    ...(best ? { best } : {}),
    verdicts,
    ...(verdict ? { verdict } : {}),
    withoutVerdict: withoutVerdict(records, experiment, rows),
    state: stateOf(records),
  };
}

/** What differs from the default configuration. */
export function differenceOf(configuration: Configuration, parameters: Parameters): Configuration {
  return Object.fromEntries(
    Object.entries(configuration).filter(([name, value]) => parameters[name]?.default !== value),
  );
}

function isScored(row: EpisodeRow): row is ScoredRow {
  return row.score !== null;
}

function withoutVerdict(
  records: readonly JournalRecord[],
  { options, name }: ExperimentRecord,
  rows: readonly EpisodeRow[],
): string {
  const finalists = records.find((record) => record.type === 'finalists');
  const failed = rows.filter(({ score }) => score === null).length;
  const goOn = `Go on with: schedtuna resume ${quotedWord(name)}`;
  if (rows.length > 0 && failed === rows.length && finalists) {
    return `All ${rows.length} runs of the search failed, so there was nothing to confirm.`;
  }
  if (finalists?.configurations.length === 0) {
    return 'No configuration of the search looked better than the default, so there was nothing to confirm. Keep the default.';
  }
  if (finalists) return `The confirmation on fresh runs is not over. ${goOn}`;
  if (!records.some(({ type }) => type === 'baseline')) {
    return `The runs of the default configuration against itself are not over, so nothing can be compared yet. ${goOn}`;
  }
  return `The search is not over: ${rows.length} of ${options.episodes} episodes are done. ${goOn}`;
}

function stateOf(records: readonly JournalRecord[]): Digest['state'] {
  const last = records.filter((record) => record.type === 'session').at(-1)?.event;
  if (last === 'done') return 'finished';
  return last === 'interrupted' ? 'interrupted' : 'not finished';
}
