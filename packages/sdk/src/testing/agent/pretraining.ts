// Observations of other experiments, before anything of this one.
import { sampleConfigurations } from '../samples.js';
import { checkDiagnostics, observationOf, type Play } from './play.js';

const SAMPLES = 6;

/** Agents that do not offer `pretrain` pass. */
export async function checkPretraining({ agent, scenario }: Play): Promise<void> {
  if (agent.pretrain === undefined) return;
  const history = sampleConfigurations(scenario.space, SAMPLES).map((configuration) =>
    observationOf(scenario, configuration, 0),
  );
  checkDiagnostics(await agent.pretrain(history), 'pretrain');
}
