// Holds what an agent says against its contract.
import {
  type Configuration,
  type Diagnostics,
  SchedtunaError,
  type SearchSpace,
  type Suggestion,
} from '@schedtuna/sdk';

/** Spaces up to this many combinations are counted exactly. */
const COUNTED = 20_000;

export interface Known {
  add(configuration: Configuration): void;
  /** Throws when the configuration was observed and another one is left. */
  checkNew(agent: string, configuration: Configuration): void;
}

export function createKnown(space: SearchSpace): Known {
  const keys = new Set<string>();
  let total: number | undefined;
  return {
    add: (configuration) => keys.add(space.key(configuration)),
    checkNew(agent, configuration) {
      if (!keys.has(space.key(configuration))) return;
      total ??= numberOfConfigurations(space); // takes a moment, and most agents never repeat one
      if (keys.size >= total) return;
      throw invalid(agent, `suggested a configuration that was already measured: ${JSON.stringify(configuration)}`);
    },
  };
}

export function checkSuggestion(agent: string, value: unknown): Suggestion {
  const suggestion = value as Partial<Suggestion> | null;
  if (typeof suggestion === 'object' && suggestion !== null && typeof suggestion.reason === 'string') {
    return suggestion as Suggestion;
  }
  throw invalid(agent, `suggested ${JSON.stringify(value)}, not an object with configuration and reason`);
}

export function checkConfiguration(agent: string, verb: string, configuration: unknown, space: SearchSpace): void {
  const problem = space.problem(configuration);
  if (problem) throw invalid(agent, `${verb} a configuration that is not allowed: ${problem}`);
}

export function checkDiagnostics(agent: string, value: unknown): Diagnostics {
  if (typeof value !== 'object' || value === null)
    throw invalid(agent, `returned ${JSON.stringify(value)} from observe`);
  const wrong = Object.entries(value).find(([, number]) => typeof number !== 'number' || !Number.isFinite(number));
  if (wrong) throw invalid(agent, `returned ${wrong[0]} = ${wrong[1]}, not a finite number`);
  return value;
}

function invalid(agent: string, what: string): SchedtunaError {
  return new SchedtunaError('ST_AGENT_INVALID', `agent ${agent} ${what}`, {
    hint: 'This is a defect of the agent. Every finished run is in the journal; choose another --agent.',
  });
}

/** Allowed canonical configurations; Infinity for large spaces. */
function numberOfConfigurations(space: SearchSpace): number {
  if (space.size > COUNTED) return Number.POSITIVE_INFINITY;
  const keys = new Set<string>();
  const levels = space.dimensions.map(() => 0);
  for (let i = 0; i < space.size; i++) {
    const configuration = space.fromLevels(levels);
    if (!space.forbidden(configuration)) keys.add(space.key(configuration));
    for (let d = 0; d < levels.length; d++) {
      levels[d] = (levels[d] + 1) % space.dimensions[d].levels.length;
      if (levels[d] > 0) break;
    }
  }
  return keys.size;
}
