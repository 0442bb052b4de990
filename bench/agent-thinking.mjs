// How long agent sac thinks per episode around episode 50, on 6 and on 20 parameters; and memory after 200 episodes.
//   npm run build && node bench/agent-thinking.mjs [--json FILE]
import { contestants } from './agents/contestants.mjs';
import { thinking } from './agents/thinking.mjs';
import { print } from './figures.mjs';

const EPISODES = 200;
/** Episodes over which the mean is taken: two updates of the policy fall among them. */
const MEASURED = [45, 55];

const [sac] = await contestants('sac');
const small = around(await thinking(sac.create, 6, EPISODES));
const rss = process.memoryUsage().rss / 1e6;
const large = around(await thinking(sac.create, 20, MEASURED[1]));
print({ thinking_ms_6: small, thinking_ms_20: large, thinking_rss_mb_200: rss });

function around(milliseconds) {
  const [from, to] = MEASURED;
  return milliseconds.slice(from - 1, to - 1).reduce((sum, value) => sum + value, 0) / (to - from);
}
