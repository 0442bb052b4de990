import { testToys } from '../../../packages/rl/test/toy-suite.js';
import ppo from '../src/index.js';

testToys(ppo);
