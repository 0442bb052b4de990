// One step of Adam (Kingma & Ba 2015) with decoupled weight decay (Loshchilov & Hutter 2019), as src/adam.ts does it.
import { beta1, beta2, decay, epsilon, first, gradient, parameterCount, parameters, second } from './memory';

/** m = β1·m + (1 − β1)·g; v = β2·v + (1 − β2)·g²; p −= rate · (m·scale1 / (√(v·scale2) + ε) + decay·p). */
export function adamStep(rate: f32, scale1: f32, scale2: f32): void {
  const keep1 = f32x4.splat(<f32>beta1);
  const take1 = f32x4.splat(<f32>(1 - beta1));
  const keep2 = f32x4.splat(<f32>beta2);
  const take2 = f32x4.splat(<f32>(1 - beta2));
  const correct1 = f32x4.splat(scale1);
  const correct2 = f32x4.splat(scale2);
  const length = f32x4.splat(rate);
  const floor = f32x4.splat(epsilon);
  const bytes = parameterCount * 4;
  for (let i: usize = 0; i < bytes; i += 16) {
    const slope = v128.load(gradient + i);
    const mean = f32x4.add(f32x4.mul(keep1, v128.load(first + i)), f32x4.mul(take1, slope));
    const square = f32x4.add(f32x4.mul(keep2, v128.load(second + i)), f32x4.mul(take2, f32x4.mul(slope, slope)));
    v128.store(first + i, mean);
    v128.store(second + i, square);
    const before = v128.load(parameters + i);
    const deviation = f32x4.add(f32x4.sqrt(f32x4.mul(square, correct2)), floor);
    const direction = f32x4.div(f32x4.mul(mean, correct1), deviation);
    const shrink = f32x4.mul(v128.load(decay + i), before);
    v128.store(parameters + i, f32x4.sub(before, f32x4.mul(length, f32x4.add(direction, shrink))));
  }
}
