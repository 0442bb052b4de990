// Words of a command line, as a person can paste them into a shell.

/** In single quotes unless every character is harmless. */
export function quotedWord(word: string): string {
  return /^[\w./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
