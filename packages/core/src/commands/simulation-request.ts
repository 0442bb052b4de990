// What `simulate` is asked to do, from the words of its flags.
import { BACKEND_NAMES, type BackendName, SchedtunaError } from '@schedtuna/sdk';
import { keyValues } from '../config/key-values.js';
import type { AgentRequest } from '../simulate/players.js';
import type { SimulationRequest } from '../simulate/simulate.js';

/** Flags as oclif hands them over. */
export interface SimulationWords {
  readonly space: readonly string[];
  readonly agents: string;
  readonly budget: string;
  readonly seeds: string;
  readonly noise: string;
  readonly backend?: string;
  readonly peers?: string;
  readonly html?: string;
  readonly 'json-file'?: string;
}

const MOST = 10_000;
const MOST_NOISE = 1;

/** Throws ST_USAGE naming the flag. */
export function simulationRequest(words: SimulationWords): SimulationRequest {
  return {
    spaces: words.space,
    agents: listed('agents', words.agents).map(agent),
    budget: count('budget', words.budget),
    seeds: count('seeds', words.seeds),
    noises: [...new Set(listed('noise', words.noise).map(noise))],
    ...(words.backend === undefined ? {} : { backend: backend(words.backend) }),
    ...(words.peers === undefined ? {} : { peers: words.peers }),
    ...(words.html === undefined ? {} : { html: words.html }),
    ...(words['json-file'] === undefined ? {} : { json: words['json-file'] }),
  };
}

function listed(flag: string, text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.every((item) => item !== '')) return items;
  throw wrong(flag, 'a list with commas between', text);
}

/** sac, or sac:exploration=1:criticSteps=40. */
function agent(text: string): AgentRequest {
  const [name, ...pairs] = text.split(':');
  if (name !== '' && !name.includes('=') && pairs.every((pair) => /^[^=]+=./.test(pair))) {
    return { label: text, name, options: keyValues('agents', pairs) };
  }
  throw wrong('agents', 'names with commas between, options behind them as NAME:KEY=VALUE', text);
}

function count(flag: string, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST) return value;
  throw wrong(flag, `a whole number from 1 to ${MOST}`, text);
}

function noise(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value <= MOST_NOISE) return value;
  throw wrong('noise', `numbers from 0 to ${MOST_NOISE} with commas between`, text);
}

/** Threads would share one GPU. */
function backend(text: string): BackendName {
  const names = BACKEND_NAMES.filter((name) => name !== 'tensorflow-gpu');
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw wrong('backend', `one of ${names.join(', ')}`, text);
}

function wrong(flag: string, right: string, given: string): SchedtunaError {
  return new SchedtunaError('ST_USAGE', `--${flag} must be ${right}, not ${JSON.stringify(given)}`, {
    hint: 'See schedtuna simulate --help.',
  });
}
