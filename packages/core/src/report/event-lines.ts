// What people read about each event: plain lines, the same in a terminal, in a pipe and in experiment.log.
import type { Configuration } from '@schedtuna/sdk';
import { verdictSentence } from '../confirm/sentences.js';
import type { ExperimentEvent } from '../experiment/events.js';
import type { ExperimentRecord, TrialRecord } from '../experiment/records.js';
import { guardText } from '../trial/guards.js';
import { duration } from './duration.js';
import { noiseLines } from './noise-lines.js';
import { counted } from './numbers.js';
import type { Paint } from './paint.js';

export function createEventLines(paint: Paint): (event: ExperimentEvent) => readonly string[] {
  return (event) => {
    switch (event.type) {
      case 'plan':
        return planLines(event.experiment, event, paint);
      case 'notice':
        return event.level === 'warning' ? [`${paint('yellow', 'warning')} ${event.message}`] : [event.message];
      case 'trial-start':
        return [];
      case 'trial-end':
        return event.trial.outcome.status === 'void' && event.trial.outcome.class !== 'interrupted'
          ? [`${paint('yellow', 'void')} ${event.trial.outcome.message}; this run is repeated`]
          : [];
      case 'baseline':
        return [
          ...noiseLines(event),
          `Objective: ${event.objective}. Still to come: about ${duration(event.expectedSeconds)} at most.`,
        ];
      case 'episode':
        return [episodeLine(event, paint)];
      case 'verdict':
        return [
          '',
          paint(
            event.verdict.conclusion === 'better' ? 'green' : 'bold',
            verdictSentence(event.verdict, event.metrics),
          ),
          ...(event.commandLines.length > 0 ? ['To use it:', ...event.commandLines.map((line) => `  ${line}`)] : []),
          `Results: ${event.directory}`,
        ];
    }
  };
}

function planLines(
  { scheduler, benchmark, agent, options }: ExperimentRecord,
  { directory, firstEpisode, expectedSeconds }: Extract<ExperimentEvent, { type: 'plan' }>,
  paint: Paint,
): string[] {
  const search = Object.keys(scheduler.parameters).join(', ');
  const left = firstEpisode > options.episodes ? 'no episode is left' : `episodes ${firstEpisode}–${options.episodes}`;
  const episodes = firstEpisode > 1 ? left : counted(options.episodes, 'episode');
  const ablation =
    options.ablationRuns > 0 ? `up to ${counted(options.ablationRuns, 'block')} without each change, ` : '';
  return [
    `${paint('bold', 'schedtuna')} tunes ${scheduler.name} for ${benchmark.name}: ${benchmark.prepared.description}`,
    `Search: ${search}`,
    ...Object.entries(scheduler.unavailable).map(([name, reason]) => `Left out: ${name} (${reason})`),
    ...benchmark.guards.map((guard) => `Guard: ${guardText(guard)}`),
    `Plan: ${counted(options.baselineRuns, 'pair')} of default against itself, ${episodes} by agent ${agent.name} (seed ${options.seed}), ${ablation}up to ${counted(options.confirmRuns, 'fresh block')}`,
    ...(expectedSeconds === undefined ? [] : [`This takes about ${duration(expectedSeconds)} at most.`]),
    `Results go to ${directory}`,
  ];
}

function episodeLine(
  { record, trial, episodes, difference, best }: Extract<ExperimentEvent, { type: 'episode' }>,
  paint: Paint,
): string {
  const width = String(episodes).length;
  const { outcome } = trial;
  const result =
    record.score === null
      ? paint('red', outcome.status === 'completed' ? 'no score' : outcome.class)
      : `×${Math.exp(record.score).toFixed(3)}`;
  const bestSoFar = best ? `best ×${Math.exp(best.score).toFixed(3)}` : 'best –';
  return `${String(record.episode).padStart(width)}/${episodes}  ${result.padEnd(7)}  ${bestSoFar}  ${changes(difference)}  ${paint('dim', [stopped(trial), trial.reason].filter(Boolean).join('; '))}`.trimEnd();
}

/** `stopped after 3 of 10 samples`, or nothing. */
export function stopped({ stoppedEarly }: Pick<TrialRecord, 'stoppedEarly'>): string {
  return stoppedEarly ? `stopped after ${stoppedEarly.samples} of ${stoppedEarly.of} samples` : '';
}

/** `nice=5 policy=batch`, or `default`. */
export function changes(difference: Configuration): string {
  const words = Object.entries(difference).map(([name, value]) => `${name}=${value}`);
  return words.length > 0 ? words.join(' ') : 'default';
}
