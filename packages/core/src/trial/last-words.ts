// What a program said last, for a sentence.
import type { CommandOutput } from '@schedtuna/sdk';

/** `: error: unexpected argument …`, without what a terminal would obey; the first line that names an error, else the last. */
export function lastWords({ stderr, stdout }: CommandOutput): string {
  const lines = (stderr.trim() || stdout.trim()).split('\n');
  const line = (lines.find((one) => /^error: /i.test(one)) ?? lines.at(-1))
    ?.replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 300);
  return line ? `: ${line}` : ' and printed nothing';
}
