// episode_results.csv: one row an episode, one column a parameter and a metric; quoted as in RFC 4180.
import type { JournalRecord } from '../experiment/records.js';
import { type EpisodeRow, episodeRows } from './episodes.js';

type Column = readonly [name: string, value: (row: EpisodeRow) => unknown];

/** Oldest episode first; the header alone while there is none. */
export function episodesCsv(records: readonly JournalRecord[]): string {
  const rows = episodeRows(records);
  const columns = columnsOf(rows, records);
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, value]) => value(row)))];
  return lines.map((fields) => `${fields.map(quoted).join(',')}\r\n`).join('');
}

const OUTCOME: readonly Column[] = [
  ['episode', (row) => row.episode],
  ['reward', (row) => row.reward],
  ['score', (row) => row.score],
  ['standard_error', (row) => row.standardError],
  ['success', (row) => row.outcome === 'completed'],
  ['outcome', (row) => row.outcome],
  ['error_msg', (row) => row.message],
  ['reason', (row) => row.reason],
];
const AGENT: readonly Column[] = [
  ['policy_loss', (row) => row.diagnostics.policyLoss],
  ['value_loss', (row) => row.diagnostics.valueLoss],
  ['entropy', (row) => row.diagnostics.entropy],
  ['temperature', (row) => row.diagnostics.temperature],
  ['exploration', (row) => row.diagnostics.exploration],
  ['thinking_ms', (row) => row.thinkingMs],
  ['timestamp', (row) => row.timestamp],
];

function columnsOf(rows: readonly EpisodeRow[], records: readonly JournalRecord[]): Column[] {
  const experiment = records.find((record) => record.type === 'experiment');
  const parameters = names([experiment?.scheduler.parameters ?? {}, ...rows.map((row) => row.configuration)]);
  const metrics = names([experiment?.benchmark.metrics ?? {}, ...rows.map((row) => row.metrics)]);
  const taken = new Set([...OUTCOME, ...AGENT].map(([name]) => name));
  const free = (prefix: string, name: string) => {
    const own = taken.has(name) ? `${prefix}.${name}` : name;
    taken.add(own);
    return own;
  };
  return [
    ...OUTCOME,
    ...metrics.map((name): Column => [free('result', name), (row) => row.metrics[name]]),
    ...parameters.map((name): Column => [free('params', name), (row) => row.configuration[name]]),
    ...AGENT,
  ];
}

function names(objects: readonly object[]): string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))];
}

function quoted(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
