// Completion scripts: the commands and flags of this installation, as the shells want them.

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export interface CompletedCommand {
  /** `schedulers show` */
  readonly words: string;
  readonly summary: string;
  /** Without dashes. */
  readonly flags: readonly string[];
}

export function completionScript(shell: string, bin: string, commands: readonly CompletedCommand[]): string {
  return shell === 'fish' ? fish(bin, commands) : bash(bin, commands, shell === 'zsh');
}

/** zsh runs bash's completion through bashcompinit. */
function bash(bin: string, commands: readonly CompletedCommand[], isZsh: boolean): string {
  const cases = commands.map(({ words, flags }) => `    "${words}") flags="${flags.map((flag) => `--${flag}`).join(' ')}" ;;`);
  const firstWords = [...new Set(commands.map(({ words }) => words.split(' ')[0]))].join(' ');
  return [
    ...(isZsh ? ['autoload -U +X bashcompinit && bashcompinit'] : []),
    `_${bin}() {`,
    '  local current="${COMP_WORDS[COMP_CWORD]}" flags=""',
    '  local words="${COMP_WORDS[*]:1:2}" first="${COMP_WORDS[1]}"',
    `  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${firstWords}" -- "$current")); return; fi`,
    '  case "$words" in',
    ...cases.filter((line) => line.includes(' show"')),
    '    *) case "$first" in',
    ...cases.filter((line) => !line.includes(' show"')),
    '    esac ;;',
    '  esac',
    '  case "$current" in',
    '    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;',
    '    *) COMPREPLY=($(compgen -f -- "$current")) ;;',
    '  esac',
    '}',
    `complete -F _${bin} ${bin}`,
  ].join('\n');
}

function fish(bin: string, commands: readonly CompletedCommand[]): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "\\'")}'`;
  return commands
    .flatMap(({ words, summary, flags }) => {
      const [first, second] = words.split(' ');
      const command = second
        ? `complete -c ${bin} -n '__fish_seen_subcommand_from ${first}' -f -a ${second} -d ${quoted(summary)}`
        : `complete -c ${bin} -n __fish_use_subcommand -f -a ${first} -d ${quoted(summary)}`;
      return [command, ...flags.map((flag) => `complete -c ${bin} -n '__fish_seen_subcommand_from ${first}' -l ${flag}`)];
    })
    .join('\n');
}
