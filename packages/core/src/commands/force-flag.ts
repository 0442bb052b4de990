// The flag that lets an experiment be tested or resumed where it was not made.
import { boolean } from '@oclif/core/flags';

export const forceFlag = {
  force: boolean({ description: 'Go on although machine or kernel is not that of the experiment.' }),
};
