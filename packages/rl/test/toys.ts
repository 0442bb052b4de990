// Toy problems that every learning agent must solve within a stated number of runs, and random search does not.
import {
  boolean,
  type Configuration,
  categorical,
  createSearchSpace,
  integer,
  type Parameters,
  type SearchSpace,
} from '@schedtuna/sdk';

export interface Toy {
  readonly name: string;
  readonly space: SearchSpace;
  /** Score of a configuration, 1 for the best; undefined when it fails. The default has 0. */
  score(configuration: Configuration): number | undefined;
  /** A run of this score solves it. */
  readonly solved: number;
  /** Within which an agent must do so: a third more than the slowest of ten seeds of both agents needed when this was written. */
  readonly episodes: number;
  /** Of the agents; fewer where a run takes long. */
  readonly seeds: readonly number[];
}

const description = 'made up';

/** Twelve flags, all with an effect, two pairs of them with one together: 0.68 is the best of 4096. */
function flags(): Toy {
  const names = Array.from({ length: 12 }, (_, i) => `flag_${i}`);
  const effects = [0.08, -0.05, 0.02, 0.1, -0.03, 0.04, 0.01, -0.06, 0.07, 0.03, -0.02, 0.05];
  return {
    name: 'twelve flags',
    space: createSearchSpace(Object.fromEntries(names.map((name) => [name, boolean({ default: false, description })]))),
    score(configuration) {
      const x = names.map((name) => Number(configuration[name]));
      const alone = effects.reduce((sum, effect, i) => sum + effect * x[i], 0);
      return (alone + 0.2 * x[0] * x[5] + 0.08 * x[3] * x[8]) / 0.68;
    },
    solved: 0.95,
    episodes: 35,
    seeds: [1, 2, 3],
  };
}

/** Five of each: flags, numbers, ordered sizes with their best inside, choices. Eight of them count most. */
function mixed(): Toy {
  const sizes = ['tiny', 'small', 'medium', 'large', 'huge'];
  const kinds: readonly Parameters[string][] = [
    boolean({ default: false, description }),
    integer({ default: 0, minValue: 0, maxValue: 8, description }),
    categorical({ default: 'tiny', choices: sizes, ordered: true, description }),
    categorical({ default: 'a', choices: ['a', 'b', 'c', 'd'], description }),
  ];
  const weights = [3, 3, 2, 1, 1].map((weight) => weight / 40);
  const parameters = Object.fromEntries(
    weights.flatMap((_, i) => kinds.map((parameter, k) => [`p${i}_${k}`, parameter])),
  );
  return {
    name: 'twenty mixed parameters',
    space: createSearchSpace(parameters),
    score(configuration) {
      return weights.reduce((sum, weight, i) => {
        const [on, level, size, choice] = kinds.map((_, k) => configuration[`p${i}_${k}`]);
        const worth = { a: 0, b: 0.4, c: 1, d: -0.5 }[String(choice)] ?? 0;
        return sum + weight * (Number(on) + Number(level) / 8 + hill(sizes.indexOf(String(size)), 3) + worth);
      }, 0);
    },
    solved: 0.76,
    episodes: 55,
    seeds: [1, 2],
  };
}

/** 0 at 0, 1 at the top, falling to both sides. */
function hill(place: number, top: number): number {
  return 1 - ((place - top) / top) ** 2;
}

/** Ten parameters; the more work is asked for, the better, but four in ten configurations ask for too much. */
function infeasible(): Toy {
  const names = Array.from({ length: 4 }, (_, i) => `load_${i}`);
  const parameters = Object.fromEntries([
    ...names.map((name) => [name, integer({ default: 0, minValue: 0, maxValue: 7, description })] as const),
    ...Array.from({ length: 6 }, (_, i) => [`flag_${i}`, boolean({ default: false, description })] as const),
  ]);
  return {
    name: 'four in ten configurations fail',
    space: createSearchSpace(parameters),
    score(configuration) {
      const loads = names.map((name) => Number(configuration[name]));
      const on = Array.from({ length: 6 }, (_, i) => Number(configuration[`flag_${i}`]));
      if (loads[0] + loads[1] + 3 * on[0] > 9) return undefined;
      const worth = loads[0] + 0.5 * loads[1] + 0.5 * loads[2] - 0.25 * loads[3];
      return (worth + 2 * on[1] + 2 * on[2] * on[3] - on[4] + on[5]) / 17;
    },
    solved: 0.78,
    episodes: 60,
    seeds: [1, 2],
  };
}

export const TOYS: readonly Toy[] = [flags(), mixed(), infeasible()];
