import { testToys } from '../../../packages/rl/test/toy-suite.js';
import sac from '../src/index.js';

testToys(sac);
