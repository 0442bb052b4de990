// Replaces the gradient of matrix multiplication by one that the wasm backend computes fast.
import * as tf from '@tensorflow/tfjs-core';

/** Remembers what it replaced. */
interface Replacement extends tf.GradConfig {
  readonly replaced: tf.GradConfig;
}

/**
 * The wasm backend multiplies with XNNPACK only where no operand is flagged as transposed, and the registered gradient flags
 * one in every product. This one transposes first. Throws when TensorFlow.js keeps using another gradient.
 */
export function speedUpMatMulGradient(): void {
  let isUsed = false;
  restoreMatMulGradient();
  const replacement: Replacement = {
    replaced: tf.getGradient(tf.BatchMatMul),
    kernelName: tf.BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc(dy, [a, b], attributes) {
      isUsed = true;
      const { transposeA, transposeB } = attributes as unknown as tf.BatchMatMulAttrs;
      if (transposeA || transposeB) throw new Error('differentiate tf.matMul of transposed tensors, not with flags');
      const product = dy as tf.Tensor;
      return {
        a: () => tf.matMul(product, swapLastTwo(b)),
        b: () => tf.matMul(swapLastTwo(a), product),
      };
    },
  };
  register(replacement);
  tf.tidy(() => {
    tf.grad((x) => tf.sum(tf.matMul(x as tf.Tensor2D, x as tf.Tensor2D)))(tf.ones([2, 2]));
  });
  if (!isUsed) throw new Error('TensorFlow.js ignores the replaced gradient of BatchMatMul');
}

/** Other backends keep TensorFlow.js's own gradient. */
export function restoreMatMulGradient(): void {
  const { replaced } = tf.getGradient(tf.BatchMatMul) as Partial<Replacement>;
  if (replaced) register(replaced);
}

function register(gradient: tf.GradConfig): void {
  tf.unregisterGradient(tf.BatchMatMul);
  tf.registerGradient(gradient);
}

function swapLastTwo(tensor: tf.Tensor): tf.Tensor {
  const axes = tensor.shape.map((_, i) => i);
  const last = axes.length - 1;
  [axes[last - 1], axes[last]] = [last, last - 1];
  return tf.transpose(tensor, axes);
}
