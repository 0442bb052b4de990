// What a program said last, for a sentence.
import type { CommandOutput } from '@schedtuna/sdk';

/**
 * `: error: unexpected argument …`, without what a terminal would obey; the first line that names an error, else the last.
 * The causes that Rust programs list below it follow: `: Error: Failed to load BPF program: Invalid argument (os error 22)`;
 * so does the one that C examples of the kernel write before it: `: Failed to load skel: Argument list too long`.
 */
export function lastWords({ stderr, stdout }: CommandOutput): string {
  const lines = (stderr.trim() || stdout.trim()).split('\n');
  const error = lines.findIndex((one) => /^error: /i.test(one));
  const said = error < 0 ? lastOf(lines) : [lines[error], ...causes(lines.slice(error + 1))];
  const words = said
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .join(': ')
    .slice(0, 300);
  return words ? `: ${words}` : ' and printed nothing';
}

/** The macro SCX_BUG of the kernel's examples writes `[SCX_BUG] scx_qmap.c:193 (Argument list too long)`, then what it is about. */
function lastOf(lines: readonly string[]): string[] {
  const [, cause] = /^\[SCX_BUG\] \S+ \((.+)\)$/.exec(lines.at(-2) ?? '') ?? [];
  return [...lines.slice(-1), ...(cause === undefined ? [] : [cause])];
}

/** As anyhow prints them: `Caused by:`, then one indented line for each, numbered if there are several. */
function causes(lines: readonly string[]): string[] {
  const start = lines.indexOf('Caused by:');
  if (start < 0 || lines.slice(0, start).some((line) => line.trim() !== '')) return [];
  const end = lines.findIndex((line, i) => i > start && !/^ +\S/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).map((line) => line.replace(/^ +\d+: /, ''));
}
