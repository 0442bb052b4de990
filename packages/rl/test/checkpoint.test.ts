import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCheckpoint, encodeCheckpoint } from '../src/checkpoint.js';

const space = { slice_us: [1000, 2000, 5000], kick: [false, true] };
const arrays = { weights: Float32Array.of(0.1, -0, 3e38), moments: Float32Array.of(1, 2) };
const bytes = encodeCheckpoint({ agent: 'sac', space, state: { temperature: 0.1 + 0.2, text: 'µs' }, arrays });
const expected = { agent: 'sac', space, lengths: { weights: 3 } };

describe('checkpoint', () => {
  test('comes back exactly', () => {
    const back = decodeCheckpoint(bytes, expected);
    expect(back.state).toEqual({ temperature: 0.1 + 0.2, text: 'µs' });
    expect(back.arrays).toEqual(arrays);
  });

  test('is read from any offset of a larger buffer', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeCheckpoint(shifted.subarray(3), expected).arrays).toEqual(arrays);
  });

  test('any changed or missing byte is found', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] ^= change;
        expect(() => decodeCheckpoint(damaged, expected)).toThrow(/^(the checkpoint|these \d+ bytes)/);
        expect(() => decodeCheckpoint(bytes.slice(0, at), expected)).toThrow(/^(the checkpoint|these \d+ bytes)/);
      }),
    );
  });

  test('one damaged float is told as damage', () => {
    const damaged = bytes.slice();
    damaged[bytes.length - 40] ^= 1;
    expect(() => decodeCheckpoint(damaged, expected)).toThrow(
      'the checkpoint is damaged: its checksum does not fit its content',
    );
  });

  test.each([
    [{ agent: 'ppo' }, 'the checkpoint is of agent sac, not of ppo'],
    [{ space: { ...space, extra: [1] } }, 'another search space: it does not know parameter extra'],
    [{ space: { slice_us: space.slice_us } }, 'another search space: its parameter kick is not part of this one'],
    [{ space: { ...space, slice_us: [1] } }, 'another search space: it has 3 values of slice_us, this one has 1'],
    [{ space: { ...space, slice_us: [1, 2, 3] } }, 'another search space: the values of slice_us differ'],
    [{ space: { kick: space.kick, slice_us: space.slice_us } }, 'the order of its parameters differs'],
    [{ lengths: { weights: 4 } }, 'the checkpoint has 3 values for weights, 4 are needed'],
    [{ lengths: { critics: 4 } }, 'the checkpoint has no values for critics, 4 are needed'],
  ])('of something else: %j', (other, message) => {
    expect(() => decodeCheckpoint(bytes, { ...expected, ...other })).toThrow(message);
  });

  test('of another format says which', () => {
    const newer = bytes.slice();
    newer['schedtuna-agent\n'.length] = 9;
    expect(() => decodeCheckpoint(newer, expected)).toThrow('the checkpoint has format 9, this program reads 3');
  });

  test('something else entirely', () => {
    expect(() => decodeCheckpoint(new TextEncoder().encode('{}'), expected)).toThrow(
      'these 2 bytes are not a checkpoint of a schedtuna agent',
    );
  });
});
