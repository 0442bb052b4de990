// Eight networks d-48-48-2 as TensorFlow.js is usually written: variables, variableGrads and its Adam, one network after the other. They
// do less than the critics: mean squared error, no gates, skips, priors, bootstrap weights and decay.
import * as tf from '@tensorflow/tfjs-core';

const MEMBERS = 8;
const HIDDEN = 48;
const RATE = 0.015;

/** Keeps variables until the process ends. */
export function plainCritics({ inputs, costs, feasible }, width) {
  const rows = costs.length;
  const x = tf.tensor2d(inputs, [rows, width]);
  const targets = tf.stack([tf.tensor1d(costs), tf.tensor1d(feasible)], 1);
  const members = Array.from({ length: MEMBERS }, (_, k) => ({ ...network(width, k), optimizer: tf.train.adam(RATE) }));

  function step({ variables, outputsOf, optimizer }) {
    tf.tidy(() => {
      const loss = () => tf.mean(tf.square(tf.sub(outputsOf(x), targets)));
      const { value, grads } = tf.variableGrads(loss, variables);
      optimizer.applyGradients(grads);
      value.dataSync();
    });
  }

  return {
    fit(steps) {
      for (const member of members) for (let i = 0; i < steps; i++) step(member);
    },
  };
}

function network(width, seed) {
  const sizes = [width, HIDDEN, HIDDEN, 2];
  const layers = sizes.slice(1).map((columns, i) => ({
    kernel: tf.variable(tf.randomNormal([sizes[i], columns], 0, Math.sqrt(2 / sizes[i]), 'float32', 3 * seed + i + 1)),
    bias: tf.variable(tf.zeros([1, columns])),
  }));
  return {
    variables: layers.flatMap(({ kernel, bias }) => [kernel, bias]),
    outputsOf: (x) =>
      layers.reduce((input, { kernel, bias }, i) => {
        const sum = tf.add(tf.matMul(input, kernel), bias);
        return i < layers.length - 1 ? tf.relu(sum) : sum;
      }, x),
  };
}
