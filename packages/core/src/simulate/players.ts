// The agents of a simulation, from what was asked for.
import type { BackendName } from '@schedtuna/sdk';
import { validateOptions } from '../config/validate-options.js';
import { checkBackend } from '../experiment/agent/check-backend.js';
import type { PluginRegistry } from '../plugins/registry.js';
import type { Player } from './thread-messages.js';

export interface AgentRequest {
  /** What it is called in tables: one that was named before is left out. */
  readonly label: string;
  readonly name: string;
  /** Those that differ from their defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Takes part always. */
const FLOOR: AgentRequest = { label: 'random', name: 'random', options: {} };

/** Throws ST_USAGE when an agent does not have one of the options, ST_UNSUPPORTED when it cannot compute on the backend. */
export async function playersOf(
  registry: PluginRegistry,
  agents: readonly AgentRequest[],
  backend: BackendName | undefined,
): Promise<readonly Player[]> {
  const players: Player[] = [];
  for (const { label, name, options: given } of [...agents, FLOOR]) {
    if (players.some((player) => player.label === label)) continue;
    const { definition, source } = await registry.load('agents', name);
    const options = validateOptions(definition.options, given, `agent ${name}`);
    const chosen = backend && definition.backends ? { backend } : {};
    await checkBackend({ definition, source }, { ...chosen, useGpu: false }, () => {});
    const { package: from, version, module } = source;
    players.push({ label, name, package: from, version, module, options, ...chosen });
  }
  return players;
}
