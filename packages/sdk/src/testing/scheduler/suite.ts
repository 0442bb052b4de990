// The conformance suite of scheduler plugins.
import type { Scheduler } from '../../scheduler.js';
import { schedulerSchema } from '../../schemas.js';
import { createSearchSpace } from '../../space/create-search-space.js';
import { parameterProblems } from '../../space/parameter-problems.js';
import { claim, claimEqual, claimNone, type It } from '../claim.js';
import { configurationWith } from '../samples.js';
import { schemaProblems } from '../schema-problems.js';
import { flagProblems } from './flags.js';
import { testProbe } from './probe.js';
import { testWrap } from './wrap.js';

/** Registers the suite's tests with `it`. Nothing is attached, started or changed on the machine. */
export function testScheduler(it: It, scheduler: Scheduler): void {
  it('has the shape of a scheduler', () => {
    claimNone(schemaProblems(schedulerSchema, scheduler, 'scheduler'), 'the definition is not a scheduler:');
    if (scheduler.kind !== 'process') return;
    for (const name of ['probe', 'wrap'] as const) {
      claim(typeof scheduler[name] === 'function', `a scheduler of kind process needs a function ${name}`);
    }
  });

  it('declares parameters without contradictions', () => {
    claimNone(parameterProblems(scheduler.parameters, scheduler.constraints), 'parameters or constraints are wrong:');
  });

  it('allows its default configuration', () => {
    const space = spaceOf(scheduler);
    const problem = space.problem(space.defaultConfiguration);
    claim(problem === undefined, `the default configuration is not allowed: ${problem}`);
    claimEqual(
      space.fromLevels(space.toLevels(space.defaultConfiguration)),
      { ...space.defaultConfiguration },
      'the default configuration must be a point of its own search space',
    );
  });

  it('can set every parameter to something other than its default', () => {
    const space = spaceOf(scheduler);
    for (const name of Object.keys(scheduler.parameters)) {
      claim(
        configurationWith(space, name) !== undefined,
        `${name} is at its default in every allowed configuration: it has one value only, or its condition and the constraints leave it no other`,
      );
    }
  });

  if (scheduler.kind === 'sched_ext') {
    it('gives every configuration a command line of its own', () => {
      claimNone(flagProblems(scheduler.parameters), 'flags are missing or ambiguous:');
    });
    return;
  }
  testWrap(it, scheduler);
  testProbe(it, scheduler);
}

function spaceOf({ parameters, constraints }: Scheduler) {
  return createSearchSpace(parameters, constraints);
}
