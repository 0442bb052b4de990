// Flags of a sched_ext scheduler: each configuration must have a command line, and one of its own.
import { type CommandArg, flagWord, type Parameter, type Parameters, spellingsOf } from '../../parameters.js';
import { sharingProblems } from './shared-flags.js';

/** One sentence a problem. */
export function flagProblems(parameters: Parameters): string[] {
  return [
    ...Object.entries(parameters).flatMap(([name, parameter]) => ownProblems(name, parameter)),
    ...sharingProblems(parameters),
  ];
}

function ownProblems(name: string, parameter: Parameter): string[] {
  const spellings = spellingsOf(parameter);
  if (spellings.length === 0) return [`${name} has no commandArg, so nothing passes it to the scheduler`];
  const words = spellings.map(flagWord);
  const twice = words
    .filter((word, i) => words.indexOf(word) < i)
    .map((word) => `${word} is the flag of ${name} twice`);
  return [
    ...twice,
    ...switchProblems(name, parameter),
    ...spellings.flatMap((one) => mapProblems(name, parameter, one)),
  ];
}

/**
 * The newest spelling must fit the declared default. Older ones may be switches of programs without the feature: there
 * the default becomes false when the program's help is read.
 */
function switchProblems(name: string, parameter: Parameter): string[] {
  const [newest] = spellingsOf(parameter);
  if (parameter.type !== 'boolean' || !parameter.default || typeof newest !== 'string') return [];
  return [
    `${name} is true by default, but ${newest} is a switch, which cannot be taken back; if it takes a value, say so: { flag: '${newest}', values: { true: 'true', false: 'false' } }`,
  ];
}

function mapProblems(name: string, parameter: Parameter, spelling: CommandArg): string[] {
  if (typeof spelling === 'string') return [];
  const { flag, values } = spelling;
  const keys = Object.keys(values);
  const words = Object.values(values);
  const repeated = words.filter((word, i) => words.indexOf(word) < i);
  const problems = repeated.map((word) => `${flag} ${word} stands for two values of ${name}`);
  if (parameter.type !== 'boolean' && parameter.type !== 'categorical') return problems;
  const expected = parameter.type === 'boolean' ? ['true', 'false'] : parameter.choices;
  const missing = expected.filter((value) => !keys.includes(value));
  const strange = keys.filter((key) => !expected.includes(key));
  if (missing.length > 0) problems.push(`${flag} has no word for ${name} = ${missing.join(', ')}`);
  if (strange.length > 0)
    problems.push(`${flag} has words for values that ${name} does not have: ${strange.join(', ')}`);
  return problems;
}
