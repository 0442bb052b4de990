// Leaves parameters out of a search space: they stay at their defaults.
import { type Constraint, holds, type Parameters } from '@schedtuna/sdk';

interface Space {
  readonly parameters: Parameters;
  readonly constraints?: readonly Constraint[];
}

/** Conditions on a removed parameter are decided by its default: they vanish, or what depends on them does. */
export function withoutParameters(
  { parameters, constraints = [] }: Space,
  removed: readonly string[],
): { readonly parameters: Parameters; readonly constraints: readonly Constraint[] } {
  const gone = new Set(removed);
  const defaults = Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]));
  for (let size = -1; size !== gone.size; ) {
    size = gone.size;
    for (const [name, { when }] of Object.entries(parameters)) {
      if (when && gone.has(when.parameter) && !holds(when, defaults)) gone.add(name); // it can never become active
    }
  }
  const kept = Object.entries(parameters)
    .filter(([name]) => !gone.has(name))
    .map(([name, parameter]) => {
      const { when, ...rest } = parameter;
      return [name, when && gone.has(when.parameter) ? rest : parameter] as const;
    });
  return {
    parameters: Object.fromEntries(kept) as Parameters,
    constraints: constraints.flatMap(({ forbid, reason }) => {
      const decided = forbid.filter(({ parameter }) => gone.has(parameter));
      if (decided.some((condition) => !holds(condition, defaults))) return [];
      const open = forbid.filter(({ parameter }) => !gone.has(parameter));
      return open.length > 0 ? [{ forbid: open, reason }] : [];
    }),
  };
}
