// One whole experiment on a table under a noise model: the protocol of `optimize`, and what is true of what it found.
import { isSchedtunaError } from '@schedtuna/sdk';
import { runProtocol } from '../../experiment/run-protocol.js';
import { type ExperimentFigures, figuresOfExperiment } from './experiment-figures.js';
import type { SimulatedExperimentRequest } from './request.js';
import { createSimulatedStage } from './simulated-stage.js';

/**
 * The same request gives the same result. Throws ST_USAGE when the model's effects cannot be had on the table, ST_AGENT_INVALID when
 * the agent says what its contract does not allow, and whatever the agent throws.
 */
export async function simulateExperiment(request: SimulatedExperimentRequest): Promise<ExperimentFigures> {
  const { stage, truth } = await createSimulatedStage(request);
  try {
    await runProtocol(stage, () => []);
  } catch (error) {
    // Under a model with failures that is an outcome, and the records say so: they have no baseline.
    if (!isSchedtunaError(error) || error.code !== 'ST_BASELINE_FAILED') throw error;
  } finally {
    await stage.agent.stop();
  }
  return figuresOfExperiment(stage.ledger.records(), stage.space, truth);
}
