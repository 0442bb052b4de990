// The loss of one member and its slope: Σ wc·(cost − target)² + Σ ws·(softplus(z) − z·share), z being the logit of feasibility.
import { costs, costWeights, members, rows, shares, shareWeights } from './memory';

/** `outputs` [rows, 4] become the slopes of the loss by them. Returns the loss. */
export function replaceBySlopes(outputs: usize, member: usize): f64 {
  let loss: f64 = 0;
  let at = outputs;
  for (let i: usize = 0; i < rows; i++) {
    const row = i * 4;
    const weight = (i * members + member) * 4;
    const costWeight = load<f32>(costWeights + weight);
    const error = load<f32>(at) - load<f32>(costs + row);
    loss += costWeight * error * error;
    store<f32>(at, 2 * costWeight * error);

    const shareWeight = load<f32>(shareWeights + weight);
    let slope: f32 = 0;
    if (shareWeight > 0) {
      const logit = load<f32>(at, 4);
      const share = load<f32>(shares + row);
      const decayed = Mathf.exp(-Mathf.abs(logit)); // never overflows
      loss += shareWeight * (Mathf.max(logit, 0) + Mathf.log1p(decayed) - logit * share);
      const one: f32 = 1;
      const probability = (logit >= 0 ? one : decayed) / (one + decayed);
      slope = shareWeight * (probability - share);
    }
    store<f32>(at, slope, 4);
    at += 16;
  }
  return loss;
}
