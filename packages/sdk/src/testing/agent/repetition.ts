// What an agent makes of another run of a configuration that it knows.
import { claim } from '../claim.js';
import { observe, type Play, playEpisodes } from './play.js';

const EPISODES = 4;
const MORE_RUNS = 2;
/** Far below every score of the scenarios: 37 % of the default. */
const DISAPPOINTING = -1;

/** The best configuration is measured again, with nothing suggested in between, and was good by luck only. */
export async function checkRepetition(play: Play): Promise<void> {
  await playEpisodes(play, EPISODES);
  const { space } = play.scenario;
  const best = play.agent.recommend();
  claim(best !== undefined, 'recommend must name a configuration as soon as one has completed');
  const unlucky = { ...play, scenario: { ...play.scenario, outcome: () => DISAPPOINTING } };
  for (let run = 0; run < MORE_RUNS; run++) {
    play.suggested.push(best); // episodes are counted on
    await observe(unlucky, best, play.suggested.length);
  }
  const now = play.agent.recommend();
  claim(
    now !== undefined && space.key(now) !== space.key(best),
    `recommend still names ${JSON.stringify(best)}, which ${MORE_RUNS} more runs found to be far worse than others: every run counts`,
  );
  await playEpisodes(play, 2);
}
