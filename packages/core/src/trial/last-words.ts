// What a program said last, for a sentence.
import type { CommandOutput } from '@schedtuna/sdk';

/**
 * `: error: unexpected argument …`, without what a terminal would obey; the first line that names an error, else the last.
 * The causes that Rust programs list below it follow: `: Error: Failed to load BPF program: Invalid argument (os error 22)`.
 */
export function lastWords({ stderr, stdout }: CommandOutput): string {
  const lines = (stderr.trim() || stdout.trim()).split('\n');
  const error = lines.findIndex((one) => /^error: /i.test(one));
  const said = error < 0 ? lines.slice(-1) : [lines[error], ...causes(lines.slice(error + 1))];
  const words = said
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .join(': ')
    .slice(0, 300);
  return words ? `: ${words}` : ' and printed nothing';
}

/** As anyhow prints them: `Caused by:`, then one indented line for each, numbered if there are several. */
function causes(lines: readonly string[]): string[] {
  const start = lines.indexOf('Caused by:');
  if (start < 0 || lines.slice(0, start).some((line) => line.trim() !== '')) return [];
  const end = lines.findIndex((line, i) => i > start && !/^ +\S/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).map((line) => line.replace(/^ +\d+: /, ''));
}
