// Completion scripts: the commands and flags of this installation, as the shells want them.

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export interface CompletedCommand {
  /** `schedulers`, `show` */
  readonly words: readonly string[];
  readonly summary: string;
  /** Without dashes. */
  readonly flags: readonly string[];
}

/** One of `SHELLS`; words that no command has, such as file names, are left to the shell. */
export function completionScript(shell: string, bin: string, commands: readonly CompletedCommand[]): string {
  if (shell === 'fish') return fish(bin, commands);
  const script = bash(bin, commands);
  // zsh understands bash's completion functions once it is told to
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${script}` : script;
}

function bash(bin: string, commands: readonly CompletedCommand[]): string {
  const after = new Map<string, Set<string>>();
  const offer = (words: readonly string[], next: string) => {
    const path = words.join(' ');
    after.set(path, (after.get(path) ?? new Set()).add(next));
  };
  for (const { words, flags } of commands) {
    for (const [i, word] of words.entries()) offer(words.slice(0, i), word);
    for (const flag of flags) offer(words, `--${flag}`);
  }
  const cases = [...after].map(([path, next]) => `      "${path}") next="${[...next].join(' ')}" ;;`);
  return [
    `_${bin}() {`,
    `  local current="\${COMP_WORDS[COMP_CWORD]}" next="" path="" word`,
    `  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`,
    `    case "\${path:+$path }$word" in`,
    ...[...after.keys()].filter(Boolean).map((path) => `      "${path}") path="${path}" ;;`),
    '    esac',
    '  done',
    '    case "$path" in',
    ...cases,
    '    esac',
    '  COMPREPLY=($(compgen -W "$next" -- "$current"))',
    '}',
    `complete -o default -F _${bin} ${bin}`,
  ].join('\n');
}

function fish(bin: string, commands: readonly CompletedCommand[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return commands
    .flatMap(({ words, summary, flags }) => {
      const parents = words.slice(0, -1);
      const isNext =
        parents.length === 0 ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${parents.join(' ')}`;
      return [
        `complete -c ${bin} -n ${quoted(isNext)} -a ${words.at(-1)} -d ${quoted(summary)}`,
        ...flags.map((flag) => `complete -c ${bin} -n ${quoted(`__fish_seen_subcommand_from ${words[0]}`)} -l ${flag}`),
      ];
    })
    .join('\n');
}
