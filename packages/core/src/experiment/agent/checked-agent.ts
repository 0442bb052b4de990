// An agent whose answers are held against its contract, wherever it computes.
import type { Configuration, Diagnostics, Observation, SearchSpace, Suggestion } from '@schedtuna/sdk';
import { checkConfiguration, checkDiagnostics, checkSuggestion, createKnown } from './checks.js';
import type { Call } from './protocol.js';

/** The agent as the experiment sees it. Every method rejects with ST_AGENT_… naming the agent. */
export interface RunningAgent {
  suggest(): Promise<Suggestion>;
  observe(observation: Observation): Promise<Diagnostics>;
  recommend(): Promise<Configuration | undefined>;
  save(): Promise<Uint8Array>;
  load(bytes: Uint8Array): Promise<void>;
  /** Ends it, whatever it does. */
  stop(): Promise<void>;
}

/** What is answered is not known to be right. */
export interface AgentCalls {
  call(method: Call['method'], argument?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** `space` is that of the agent. */
export function checkedAgent(name: string, space: SearchSpace, { call, stop }: AgentCalls): RunningAgent {
  const known = createKnown(space);
  return {
    async suggest() {
      const suggestion = checkSuggestion(name, await call('suggest'));
      checkConfiguration(name, 'suggested', suggestion.configuration, space);
      known.checkNew(name, suggestion.configuration);
      return { ...suggestion, configuration: space.canonical(suggestion.configuration) };
    },
    async observe(observation) {
      known.add(observation.configuration);
      return checkDiagnostics(name, await call('observe', observation));
    },
    async recommend() {
      const configuration = await call('recommend');
      if (configuration === undefined || configuration === null) return undefined;
      checkConfiguration(name, 'recommended', configuration, space);
      return space.canonical(configuration as Configuration);
    },
    save: async () => (await call('save')) as Uint8Array,
    load: async (bytes) => {
      await call('load', bytes);
    },
    stop,
  };
}
