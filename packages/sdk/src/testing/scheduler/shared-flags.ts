// Two parameters behind one flag: a switch of a percentage, and the percentage while it is on.
import { type CommandArg, flagWord, type Parameter, type Parameters, spellingsOf } from '../../parameters.js';
import { holdsOnlyAtDefault } from '../../space/conditions.js';
import { valueProblem } from '../../space/value-problem.js';

interface Use {
  readonly name: string;
  readonly parameter: Parameter;
  readonly spelling: CommandArg;
}

/** One sentence a problem: a flag that could be passed twice, or whose word could stand for two configurations. */
export function sharingProblems(parameters: Parameters): string[] {
  const uses = Object.entries(parameters).flatMap(([name, parameter]) =>
    spellingsOf(parameter).map((spelling): Use => ({ name, parameter, spelling })),
  );
  return uses.flatMap((use, i) => {
    const earlier = uses
      .slice(0, i)
      .filter(({ name, spelling }) => name !== use.name && isSameFlag(spelling, use.spelling));
    return earlier.flatMap((other) => pairProblems(other, use));
  });
}

function pairProblems(a: Use, b: Use): string[] {
  const flag = flagWord(a.spelling);
  const pair = isFreedBy(a, b) ? ([a, b] as const) : isFreedBy(b, a) ? ([b, a] as const) : undefined;
  if (pair === undefined) {
    return [
      `${flag} is the flag of ${a.name} and of ${b.name}; they can share it only if one is active (when) at the other's default alone`,
    ];
  }
  const [owner, dependent] = pair;
  return passedWords(owner)
    .filter((word) => canBe(dependent, word))
    .map((word) => `${flag} ${word} stands for a value of ${owner.name} and for one of ${dependent.name}`);
}

/** Whether `dependent` is active only where `owner` passes nothing. */
function isFreedBy(owner: Use, { parameter: { when } }: Use): boolean {
  return when?.parameter === owner.name && holdsOnlyAtDefault(when, owner.parameter);
}

/** Words of all values but the default, where they can be listed. */
function passedWords({ parameter, spelling }: Use): string[] {
  const { default: standard } = parameter;
  if (typeof spelling !== 'string') {
    return Object.entries(spelling.values).flatMap(([value, word]) => (value === String(standard) ? [] : [word]));
  }
  return parameter.type === 'categorical' ? parameter.choices.filter((choice) => choice !== standard) : [];
}

function canBe(use: Use, word: string): boolean {
  const { parameter, spelling } = use;
  if (parameter.type !== 'integer' && parameter.type !== 'float') return passedWords(use).includes(word);
  if (typeof spelling !== 'string' && passedWords(use).includes(word)) return true;
  const value = Number(word);
  return value !== parameter.default && valueProblem(use.name, parameter, value) === undefined;
}

function isSameFlag(a: CommandArg, b: CommandArg): boolean {
  return flagWord(a) === flagWord(b);
}
