// Reads a noise model: YAML or JSON, with every problem named.
import { SchedtunaError } from '@schedtuna/sdk';
import { parse } from 'yaml';
import { valueProblems } from '../../config/value-problems.js';
import type { NoiseModel } from './noise-model.js';
import { noiseModelSchema } from './noise-model-schema.js';

/** `path` is for messages. Throws ST_USAGE saying what is wrong with the file. */
export function parseNoiseModel(text: string, path: string): NoiseModel {
  const value = contentOf(text, path);
  const problems = valueProblems(noiseModelSchema, value).map(
    (problem) => `${problem.path.join('.') || 'it'} ${problem.message}`,
  );
  if (problems.length > 0) throw wrong(path, problems.join('; '));
  const model = value as NoiseModel;
  if (model.autocorrelation !== undefined && model.noise === undefined) {
    throw wrong(path, `autocorrelation is ${model.autocorrelation}, but there is no noise that it could be that of`);
  }
  return model;
}

/** An empty file is a host without noise. */
function contentOf(text: string, path: string): unknown {
  try {
    return parse(text, { logLevel: 'error' }) ?? {};
  } catch (cause) {
    const [first] = (cause as Error).message.split('\n'); // the others show the place
    throw wrong(path, first.replace(/:$/, ''), cause);
  }
}

function wrong(path: string, what: string, cause?: unknown): SchedtunaError {
  return new SchedtunaError('ST_USAGE', `${path} is not a noise model: ${what}`, {
    hint: 'docs/reference/noise-models.md describes the format.',
    cause,
  });
}
