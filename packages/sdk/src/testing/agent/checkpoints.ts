// An agent that was saved and loaded is the same agent.
import type { Agent } from '../../agent.js';
import { claim, claimEqual } from '../claim.js';
import { type Play, playEpisodes } from './play.js';

/** One run goes through, one saves itself in the middle, one is loaded there: from then on all three must suggest the same. */
export async function checkContinuation(undisturbed: Play, saved: Play, loaded: Play): Promise<void> {
  const { episodes } = saved.scenario.settings;
  const half = Math.floor(episodes / 2);
  await playEpisodes(undisturbed, episodes);

  await playEpisodes(saved, half);
  const bytes = await saved.agent.save();
  claim(bytes instanceof Uint8Array, `save must return a Uint8Array, not ${Object.prototype.toString.call(bytes)}`);
  const copy = new Uint8Array(bytes); // the agent may reuse its own buffer
  const recommended = saved.agent.recommend();
  for (const key of saved.observed) loaded.observed.add(key);
  for (const key of saved.completed) loaded.completed.add(key);
  loaded.suggested.push(...saved.suggested);
  await playEpisodes(saved, episodes - half);
  claimEqual(saved.suggested, undisturbed.suggested, 'save must not change what the agent suggests');

  await loaded.agent.load(copy);
  claimEqual(loaded.agent.recommend(), recommended, 'after load the agent recommends something else');
  await playEpisodes(loaded, episodes - half);
  claimEqual(loaded.suggested, saved.suggested, 'after load the agent goes on differently');
}

/** `load` rejects with an Error that says something. */
export async function checkRefusal(agent: Agent): Promise<void> {
  for (const bytes of [
    new Uint8Array(),
    new TextEncoder().encode('{"no": "checkpoint"}'),
    new Uint8Array(300).fill(255),
  ]) {
    const error = await agent.load(bytes).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    claim(error !== undefined, `load accepts ${bytes.length} bytes that are no checkpoint`);
    claim(error instanceof Error && error.message !== '', 'load must reject with an Error that says what is wrong');
  }
}
