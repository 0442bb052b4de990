// The conformance suite of agent plugins.
import type { AgentDefinition } from '../../agent.js';
import type { BackendName } from '../../backends.js';
import type { Configuration } from '../../parameters.js';
import { metricsSchema } from '../../schemas.js';
import { claim, claimEqual, claimNone, type It } from '../claim.js';
import { checkOptionsSchema, optionDefaults } from '../option-defaults.js';
import { schemaProblems } from '../schema-problems.js';
import { checkBackends } from './backends.js';
import { checkContinuation, checkRefusal } from './checkpoints.js';
import { type Play, playEpisodes, start } from './play.js';
import { checkPretraining } from './pretraining.js';
import { checkRepetition } from './repetition.js';
import { type Scenario, scenarios } from './scenarios.js';

export interface AgentSuite<O> {
  /** Put over the schema's defaults. */
  readonly options?: Partial<O>;
  /** Length of most trial runs; default 8. Agents that learn slowly in wall time may lower it, to 4 at least. */
  readonly episodes?: number;
  /** As --backend: holds the agent against its contract on another backend than the one that it prefers. */
  readonly backend?: BackendName;
}

/** Agents may think long; a test that takes longer than this hangs. */
const TEST_MS = 120_000;

/** Registers the suite's tests with `it`. Nothing is measured: scores come from a formula. */
export function testAgent<O>(it: It, definition: AgentDefinition<O>, suite: AgentSuite<O> = {}): void {
  const given = scenarios(Math.max(4, suite.episodes ?? 8), suite.backend);
  const options = () => optionDefaults(definition.options, suite.options) as O;
  const test = (name: string, body: () => Promise<unknown>) => it(name, async () => void (await body()), TEST_MS);
  const begin = (scenario: Scenario) => start(definition, options(), scenario);

  it('has the shape of an agent', () => {
    claimNone(schemaProblems(agentSchema, definition, 'agent'), 'the definition is not an agent:');
    claim(typeof definition.create === 'function', 'an agent needs a function create');
    checkOptionsSchema(definition.options);
  });

  test('says which backend runs where it offers a choice', () => checkBackends(definition, suite.backend));

  test('recommends nothing before anything was measured', () =>
    ending(begin(given.mixed), async ({ agent }) => {
      const early = JSON.stringify(agent.recommend());
      claim(early === undefined, `recommend must return undefined before the first observation, not ${early}`);
    }));

  test('suggests allowed configurations, each one once', () => playThrough(begin(given.mixed)));
  test('tries a small space out before it repeats itself', () => playThrough(begin(given.small)));
  test('copes with a space of a single configuration', () => playThrough(begin(given.single)));
  test('tries twenty configurations out before it repeats itself', () => playThrough(begin(given.table)));
  test('copes with a single parameter', () => playThrough(begin(given.line)));
  test('copes with sixty parameters', () => playThrough(begin(given.wide)));
  test('copes with a space that nobody can go through', () => playThrough(begin(given.huge)));
  test('copes with failures only', () => playThrough(begin(given.failing)));
  test('copes with scores that are all equal', () => playThrough(begin(given.constant)));
  test('copes with scores far apart', () => playThrough(begin(given.extreme)));
  test('copes with a budget of one episode', () => playThrough(begin(given.short)));
  test('copes with policy updates that are rarer than episodes', () => playThrough(begin(given.lazy)));
  test('learns from further runs of a configuration that it knows', () => ending(begin(given.wavy), checkRepetition));

  test('suggests the same for the same seed and the same outcomes', async () => {
    const first = await playThrough(begin(given.mixed));
    const second = await playThrough(begin(given.mixed));
    claimEqual(second, first, 'a second run with the same seed suggests something else');
  });

  test('continues from a checkpoint as if nothing had happened', () =>
    ending(begin(given.mixed), (undisturbed) =>
      ending(begin(given.mixed), (saved) =>
        ending(begin(given.mixed), (loaded) => checkContinuation(undisturbed, saved, loaded)),
      ),
    ));

  test('refuses bytes that are no checkpoint', () => ending(begin(given.mixed), ({ agent }) => checkRefusal(agent)));

  test('learns from earlier experiments where it offers to', () =>
    ending(begin(given.mixed), async (play) => {
      await checkPretraining(play);
      await playEpisodes(play, 2);
    }));
}

/** A run from the default configuration to the last episode, in which every answer is checked; returns the suggestions. */
function playThrough(begun: Promise<Play>): Promise<readonly Configuration[]> {
  return ending(begun, async (play) => {
    await playEpisodes(play, play.scenario.settings.episodes);
    return play.suggested;
  });
}

/** Disposes of the agent afterwards, whatever happens. */
async function ending<T>(begun: Promise<Play>, work: (play: Play) => Promise<T>): Promise<T> {
  const play = await begun;
  try {
    return await work(play);
  } finally {
    play.agent.dispose?.();
  }
}

const agentSchema = {
  type: 'object',
  required: ['name', 'description'],
  properties: {
    name: metricsSchema.propertyNames,
    description: { type: 'string', minLength: 1 },
    homepage: { type: 'string' },
    options: { type: 'object' },
  },
} as const;
