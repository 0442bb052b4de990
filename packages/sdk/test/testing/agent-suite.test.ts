import { describe, expect, it } from 'vitest';
import type { Agent, AgentContext, AgentDefinition, BackendState } from '../../src/index.js';
import { testAgent } from '../../src/testing/index.js';
import { createAgent, exemplary } from './exemplary-agent.js';
import { failuresOf } from './suite-run.js';

const MIXED = 'suggests allowed configurations, each one once';
const SMALL = 'tries a small space out before it repeats itself';
const AGAIN = 'learns from further runs of a configuration that it knows';
const SAME = 'suggests the same for the same seed and the same outcomes';
const BACKENDS = 'says which backend runs where it offers a choice';
const CHECKPOINT = 'continues from a checkpoint as if nothing had happened';

describe('testAgent', () => {
  it('passes a sound agent', async () => {
    expect(await failuresOf((register) => testAgent(register, exemplary))).toEqual({});
  });

  it('disposes of every agent that it creates', async () => {
    let alive = 0;
    const counted = changed(() => {
      alive += 1;
      return { dispose: () => void alive-- };
    });
    await failuresOf((register) => testAgent(register, counted));
    expect(alive).toBe(0);
  });

  it.each<[string, string, RegExp, AgentDefinition]>([
    [
      'no description',
      'has the shape of an agent',
      /description is missing/,
      { ...exemplary, description: undefined as never },
    ],
    ['no create', 'has the shape of an agent', /function create/, { ...exemplary, create: undefined as never }],
    [
      'an option with a wrong default',
      'has the shape of an agent',
      /default of option patience/,
      { ...exemplary, options: { type: 'object', properties: { patience: { type: 'integer', default: 'long' } } } },
    ],
    ['no save', MIXED, /function save/, changed(() => ({ save: undefined as never }))],
    [
      'a recommendation out of thin air',
      'recommends nothing before anything was measured',
      /before the first/,
      changed((_, { space }) => ({ recommend: () => space.defaultConfiguration })),
    ],
    ['no reason', MIXED, /must say why/, suggesting(({ configuration }) => ({ configuration, reason: ' ' }))],
    [
      'a value out of range',
      MIXED,
      /not allowed: slice_us/,
      suggesting((s) => ({ ...s, configuration: { ...s.configuration, slice_us: 7 } })),
    ],
    [
      'a forbidden configuration',
      MIXED,
      /cannot preempt/,
      suggesting((s, { space }) => ({
        ...s,
        configuration: space.canonical({ ...space.defaultConfiguration, preempt: true, policy: 'idle' }),
      })),
    ],
    [
      'an inactive parameter with a value',
      MIXED,
      /not canonical/,
      suggesting((s) => ({ ...s, configuration: { ...s.configuration, preempt: false, policy: 'idle', weight: 1 } })),
    ],
    [
      'a repetition',
      MIXED,
      /repeats/,
      suggesting((s, { space }) => ({ ...s, configuration: space.defaultConfiguration })),
    ],
    [
      'a space left half tried',
      SMALL,
      /repeats/,
      suggesting((s, { space }) => ({
        ...s,
        configuration: space.size < 10 ? space.defaultConfiguration : s.configuration,
      })),
    ],
    [
      'trouble with a single configuration',
      'copes with a space of a single configuration',
      /nowhere/,
      suggesting((s, { space }) => (space.size === 1 ? fail('nowhere to go') : s)),
    ],
    [
      'a space of twenty left half tried',
      'tries twenty configurations out before it repeats itself',
      /repeats/,
      suggesting((s, { space }) => (space.size === 20 ? { ...s, configuration: space.defaultConfiguration } : s)),
    ],
    [
      'trouble with one parameter',
      'copes with a single parameter',
      /no neighbour/,
      suggesting((s, { space }) => (space.size === 40 ? fail('no neighbour') : s)),
    ],
    [
      'parameters in the bits of a number',
      'copes with sixty parameters',
      /not allowed/,
      suggesting((s, { space }) => ({
        ...s,
        configuration:
          space.dimensions.length > 53
            ? (Object.fromEntries(Object.entries(s.configuration).slice(7)) as never)
            : s.configuration,
      })),
    ],
    [
      'a list of all configurations',
      'copes with a space that nobody can go through',
      /Invalid array length/,
      suggesting((s, { space }) =>
        Number.isSafeInteger(space.size) || space.dimensions.length > 53 ? s : Array(space.size)[0],
      ),
    ],
    [
      'trouble with failures',
      'copes with failures only',
      /nothing learnt/,
      learning((completed) => (completed ? {} : fail('nothing learnt'))),
    ],
    [
      'a division by a score of zero',
      'copes with scores that are all equal',
      /valueLoss = NaN/,
      learning((completed) => ({ valueLoss: completed ? completed.score / Math.abs(completed.score) : 0 })),
    ],
    [
      'an overflow',
      'copes with scores far apart',
      /valueLoss = Infinity/,
      learning((completed) => ({ valueLoss: completed ? Math.exp(100 * completed.score) ** 2 : 0 })),
    ],
    [
      'a budget taken for more than one',
      'copes with a budget of one episode',
      /NaN|Infinity/,
      changed((agent, { settings }) => ({
        observe: async (o) => ({ ...(await agent.observe(o)), exploration: 1 / (settings.episodes - 1) }),
      })),
    ],
    [
      'rare updates taken amiss',
      'copes with policy updates that are rarer than episodes',
      /policyLoss = undefined/,
      changed((agent, { settings }) => ({
        observe: async (o) => ({
          ...(await agent.observe(o)),
          policyLoss: settings.updateFrequency === 1 ? 0 : (undefined as never),
        }),
      })),
    ],
    [
      'trouble with what it knows',
      AGAIN,
      /seen before/,
      changed((agent, { space }) => {
        const seen = new Set<string>();
        return {
          observe: async (observation) => {
            const key = space.key(observation.configuration);
            if (seen.has(key)) fail('seen before');
            seen.add(key);
            return agent.observe(observation);
          },
        };
      }),
    ],
    [
      'trust in the luckiest run',
      AGAIN,
      /every run counts/,
      changed((agent, { space }) => {
        const highest = new Map<string, number>();
        return {
          observe: async (observation) => {
            const key = space.key(observation.configuration);
            if (observation.status !== 'completed') return agent.observe(observation);
            const score = Math.max(observation.score, highest.get(key) ?? Number.NEGATIVE_INFINITY);
            highest.set(key, score);
            return agent.observe({ ...observation, score });
          },
        };
      }),
    ],
    [
      'diagnostics of nothing',
      MIXED,
      /must return diagnostics/,
      changed(() => ({ observe: async () => undefined as never })),
    ],
    [
      'a recommendation of what failed',
      'copes with failures only',
      /has not completed/,
      changed((_, { space }) => ({ recommend: () => space.defaultConfiguration })),
    ],
    [
      'no recommendation',
      'copes with scores that are all equal',
      /as soon as one has completed/,
      changed(() => ({ recommend: () => undefined })),
    ],
    [
      'dice without a seed',
      SAME,
      /suggests something else/,
      { ...exemplary, create: async (context) => createAgent({ ...context, seed: Math.floor(1e6 * Math.random()) }) },
    ],
    [
      'a checkpoint of half its state',
      CHECKPOINT,
      /goes on differently|recommends something else/,
      changed((agent) => ({ save: async () => withoutProgress(await agent.save()) })),
    ],
    [
      'a checkpoint that disturbs',
      CHECKPOINT,
      /must not change/,
      changed((agent) => ({ save: () => agent.suggest().then(agent.save) })),
    ],
    [
      'a checkpoint of text',
      CHECKPOINT,
      /Uint8Array/,
      changed((agent) => ({ save: async () => String(await agent.save()) as never })),
    ],
    [
      'an appetite for any bytes',
      'refuses bytes that are no checkpoint',
      /accepts 0 bytes/,
      changed(() => ({ load: async () => {} })),
    ],
    [
      'a refusal without words',
      'refuses bytes that are no checkpoint',
      /says what is wrong/,
      changed(() => ({ load: () => Promise.reject(new Error('')) })),
    ],
    [
      'pretraining that diverges',
      'learns from earlier experiments where it offers to',
      /valueLoss = NaN/,
      changed(() => ({ pretrain: async () => ({ valueLoss: Number.NaN }) })),
    ],
    ['two backends at once', BACKENDS, /one backend must run, not wasm and cpu/, choosing({ cpu: 'runs' })],
    ['no backend', BACKENDS, /one backend must run, not none/, choosing({ wasm: 'idle' })],
    ['a backend in an odd state', BACKENDS, /says that tensorflow is "maybe"/, choosing({ tensorflow: 'maybe' })],
    ['a backend left out', BACKENDS, /every backend once/, choosing({ 'tensorflow-gpu': undefined })],
    ['no reason for a backend', BACKENDS, /in one line why tensorflow-gpu is idle/, choosing({}, '')],
  ])('fails %s', async (_, test, message, definition) => {
    const failures = await failuresOf((register) => testAgent(register, definition));
    expect(failures[test] ?? 'passed').toMatch(message);
  });
});

it('asks for the backend that the suite is told', async () => {
  const asked = new Set<unknown>();
  const chosen: AgentDefinition = {
    ...choosing({ wasm: 'idle', cpu: 'runs' }),
    create: async (context) => {
      asked.add(context.settings.backend);
      return createAgent(context);
    },
  };
  expect(await failuresOf((register) => testAgent(register, chosen, { backend: 'cpu' }))).toEqual({});
  expect(asked).toEqual(new Set(['cpu']));
  const stubborn = await failuresOf((register) => testAgent(register, choosing({}), { backend: 'cpu' }));
  expect(stubborn[BACKENDS]).toMatch(/another backend runs/);
});

type Suggestion = Awaited<ReturnType<Agent['suggest']>>;

/** The exemplary agent with a choice of backends, of which wasm runs unless `states` says otherwise. */
function choosing(states: object, reason = 'for a test'): AgentDefinition {
  const all = { 'tensorflow-gpu': 'idle', tensorflow: 'idle', wasm: 'runs', cpu: 'idle', ...states };
  const said = Object.entries(all).filter(([, state]) => state !== undefined);
  const backends = said.map(([name, state]) => ({ name, state, reason })) as BackendState[];
  return { ...exemplary, backends: async () => backends };
}

/** The exemplary agent with some of its methods replaced. */
function changed(change: (agent: Agent, context: AgentContext) => Partial<Agent>): AgentDefinition {
  return {
    ...exemplary,
    create: async (context) => {
      const agent = createAgent(context);
      return { ...agent, ...change(agent, context) };
    },
  };
}

function suggesting(change: (suggestion: Suggestion, context: AgentContext) => Suggestion): AgentDefinition {
  return changed((agent, context) => ({ suggest: async () => change(await agent.suggest(), context) }));
}

/** `diagnose` gets completed observations, undefined for failed ones. */
function learning(diagnose: (completed: { readonly score: number } | undefined) => object): AgentDefinition {
  return changed((agent) => ({
    observe: async (observation) => ({
      ...(await agent.observe(observation)),
      ...diagnose(observation.status === 'completed' ? observation : undefined),
    }),
  }));
}

function withoutProgress(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(new TextDecoder().decode(bytes).replace(/"asked":\d+/, '"asked":0'));
}

function fail(message: string): never {
  throw new Error(message);
}
