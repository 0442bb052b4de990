// The networks of all critics as one flat vector: what lies where, and what it begins with.
import type { Random } from './random.js';

export interface NetworkShape {
  /** Inputs. */
  readonly width: number;
  /** Parameter of each input. */
  readonly groups: readonly number[];
  readonly groupCount: number;
  /** K. */
  readonly members: number;
  /** H, units of both hidden layers of each member; a multiple of 4. */
  readonly hidden: number;
}

/** One block of the flat parameter vector. */
export interface Block {
  readonly shape: readonly [number, number];
  readonly start: number;
  readonly end: number;
}

export type BlockName = 'gates' | 'input' | 'inputBias' | 'hidden' | 'hiddenBias' | 'head' | 'headBias' | 'skip';

export type Blocks = Readonly<Record<BlockName, Block>>;

/** Layout of the flat vector. Merged columns are member-major; the 2K outputs are K costs, then K feasibility logits. */
export function layout({ width, groupCount, members, hidden }: NetworkShape): Blocks {
  let end = 0;
  const block = (rows: number, columns: number): Block => {
    const start = end;
    end += rows * columns;
    return { shape: [rows, columns], start, end };
  };
  return {
    gates: block(groupCount, members),
    input: block(width, members * hidden),
    inputBias: block(1, members * hidden),
    hidden: block(members * hidden, hidden),
    hiddenBias: block(1, members * hidden),
    head: block(members * hidden, 2),
    headBias: block(1, 2 * members),
    skip: block(width, 2 * members),
  };
}

/** Standard deviations of the initial weights, for fan-in d and H: He et al. 2015 before a ReLU; the rest was measured. */
export interface InitialScale {
  readonly inputBias: number;
  readonly head: number;
}

/** Gates at 1, skip and the other biases at 0. */
export function initialParameters(shape: NetworkShape, scale: InitialScale, random: Random): Float32Array {
  const blocks = layout(shape);
  const parameters = new Float32Array(blocks.skip.end);
  const fill = ({ start, end }: Block, deviation: number) => {
    for (let i = start; i < end; i++) parameters[i] = deviation * random.normal();
  };
  parameters.fill(1, blocks.gates.start, blocks.gates.end);
  fill(blocks.input, Math.sqrt(2 / shape.width));
  fill(blocks.inputBias, scale.inputBias);
  fill(blocks.hidden, Math.sqrt(2 / shape.hidden));
  fill(blocks.head, scale.head * Math.sqrt(1 / shape.hidden));
  return parameters;
}
