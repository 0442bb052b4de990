import { describe, expect, it } from 'vitest';
import { parseNoiseModel } from '../../../src/simulate/host/parse-noise-model.js';

const whole = `
noise: { distribution: bimodal, cv: 0.03, share: 0.1, shift: 0.2 } # a comment
drift: { total: -0.1, runs: 100 }
autocorrelation: 0.6
steps: [{ at: 40, factor: 1.1 }]
failures: 0.05
effects: { best: 0.05 }
`;

describe('a noise model', () => {
  it('may have every part, in YAML or JSON', () => {
    const model = parseNoiseModel(whole, 'm.yaml');
    expect(model).toEqual({
      noise: { distribution: 'bimodal', cv: 0.03, share: 0.1, shift: 0.2 },
      drift: { total: -0.1, runs: 100 },
      autocorrelation: 0.6,
      steps: [{ at: 40, factor: 1.1 }],
      failures: 0.05,
      effects: { best: 0.05 },
    });
    expect(parseNoiseModel(JSON.stringify(model), 'm.json')).toEqual(model);
  });

  it('may be empty', () => {
    expect(parseNoiseModel('# nothing\n', 'm.yaml')).toEqual({});
  });

  it.each([
    [
      'noise: { distribution: normal, cv: 0.1 }',
      'noise.distribution must be one of lognormal, student, bimodal, not "normal"',
    ],
    ['noise: { cv: 0.1 }', 'noise.distribution is missing'],
    ['noise: { distribution: student, cv: 0.1 }', 'noise.degrees is missing'],
    [
      'noise: { distribution: student, cv: 0.1, degrees: 2 }',
      'noise.degrees must be a whole number from 3 to 1000, not 2',
    ],
    ['noise: { distribution: lognormal, cv: much }', 'noise.cv must be a number from 0 to 1, not "much"'],
    ['noise: { distribution: lognormal, cv: 0.1, shfit: 1 }', 'noise.shfit is unknown'],
    ['nois: 1', 'nois is unknown; did you mean noise?'],
    ['drift: 0.1', 'drift must be a map of keys and values, not 0.1'],
    ['drift: { total: 0.1, runs: 1 }', 'drift.runs must be a whole number from 2 to 1000000, not 1'],
    ['steps: [{ at: 3 }]', 'steps.0.factor is missing'],
    ['failures: 1', 'failures must be a number of at least 0 and below 1, not 1'],
    ['effects: none', 'effects must be a number from 0 to 100 or a map of keys and values, not "none"'],
    ['effects: { best: -1 }', 'effects.best must be a number from 0 to 100, not -1'],
    ['effects: {}', 'effects.best is missing'],
    ['autocorrelation: 0.5', 'autocorrelation is 0.5, but there is no noise'],
    ['3', 'it must be a map of keys and values, not 3'],
    ['a: [', 'line 1'],
  ])('%j is refused', (text, message) => {
    expect(() => parseNoiseModel(text, 'm.yaml')).toThrow(
      expect.objectContaining({
        code: 'ST_USAGE',
        message: expect.stringMatching(/^m\.yaml is not a noise model: .*$/),
      }),
    );
    expect(() => parseNoiseModel(text, 'm.yaml')).toThrow(message);
  });
});
