// episode_results.csv: one column a parameter and a metric; quoted as in RFC 4180.
import type { JournalRecord } from '../experiment/records.js';
import { episodeRows } from './episodes.js';

const DIAGNOSTICS = ['policyLoss', 'valueLoss', 'entropy', 'temperature', 'exploration'] as const;

export function episodesCsv(records: readonly JournalRecord[]): string {
  const rows = episodeRows(records);
  const parameters = names(rows.map(({ configuration }) => configuration));
  const metrics = names(rows.map((row) => row.metrics));
  const header = [
    ...['episode', 'reward', 'score', 'standard_error', 'outcome', 'success', 'error_msg', 'reason'],
    ...parameters,
    ...metrics,
    ...DIAGNOSTICS.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
    ...['thinking_ms', 'timestamp'],
  ];
  const lines = rows.map((row) => [
    ...[row.episode, row.reward, row.score, row.standardError, row.outcome, row.outcome === 'completed', row.message, row.reason],
    ...parameters.map((name) => row.configuration[name]),
    ...metrics.map((name) => row.metrics[name]),
    ...DIAGNOSTICS.map((name) => row.diagnostics[name]),
    ...[row.thinkingMs, row.timestamp],
  ]);
  return [header, ...lines].map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('');
}

function names(rows: readonly object[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function quoted(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
