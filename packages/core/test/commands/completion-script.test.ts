import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { completionScript } from '../../src/commands/completion-script.js';

const commands = [
  { words: ['optimize'], summary: 'Find', flags: ['episodes', 'experiment-name'] },
  { words: ['schedulers'], summary: "List what's there", flags: ['json'] },
  { words: ['schedulers', 'show'], summary: 'Show', flags: ['verbose'] },
];

/** What bash offers after these words; the last one is being typed. */
function offered(...words: string[]): string[] {
  const script = completionScript('bash', 'schedtuna', commands);
  const list = words.map((word) => `'${word}'`).join(' ');
  const program = `${script}\nCOMP_WORDS=(schedtuna ${list})\nCOMP_CWORD=${words.length}\n_schedtuna\necho "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', program], { encoding: 'utf8' }).trim().split(' ').filter(Boolean);
}

test.each([
  [[''], ['optimize', 'schedulers']],
  [['op'], ['optimize']],
  [
    ['optimize', '--e'],
    ['--episodes', '--experiment-name'],
  ],
  [['optimize', '--episodes', '5', '--ex'], ['--experiment-name']],
  [
    ['schedulers', ''],
    ['--json', 'show'],
  ],
  [['schedulers', 'show', '--'], ['--verbose']],
])('bash offers after %j', (words, expected) => {
  expect(offered(...words)).toEqual(expected);
});

test('zsh loads the compatibility functions first', () => {
  expect(completionScript('zsh', 'schedtuna', commands)).toMatch(/^autoload -U \+X bashcompinit/);
});

test('fish gets one line a command and flag, with summaries quoted', () => {
  const lines = completionScript('fish', 'schedtuna', commands).split('\n');
  expect(lines).toContain(
    String.raw`complete -c schedtuna -n '__fish_use_subcommand' -a schedulers -d 'List what\'s there'`,
  );
  expect(lines).toContain(`complete -c schedtuna -n '__fish_seen_subcommand_from schedulers' -a show -d 'Show'`);
  expect(lines).toContain(`complete -c schedtuna -n '__fish_seen_subcommand_from optimize' -l episodes`);
});
