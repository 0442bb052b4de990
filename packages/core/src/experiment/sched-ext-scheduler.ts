// A scheduler of kind sched_ext on this machine: kernel, program, rights, flags and who else schedules are looked at.
import { type Configuration, createSearchSpace, type SchedExtScheduler, SchedtunaError } from '@schedtuna/sdk';
import type { Options } from '../config/options.js';
import { readHelp } from '../host/read-help.js';
import { loadingRights } from '../host/sched-ext/loading-rights.js';
import { missingRequirements } from '../host/sched-ext/missing-requirements.js';
import { findOccupants, type Occupant } from '../host/sched-ext/occupants.js';
import { findSchedulerBinary } from '../host/sched-ext/scheduler-binary.js';
import { readSnapshot } from '../host/sched-ext/snapshot.js';
import { createTryArguments } from '../host/sched-ext/try-arguments.js';
import { quotedWord } from '../report/quoted-word.js';
import { commandArguments } from '../space/command-arguments.js';
import { fitParameters } from '../space/fit-parameters.js';
import { parseHelp } from '../space/help/parse-help.js';
import type { FittedScheduler, Machine } from './fitted-scheduler.js';

/** Throws ST_SCHEDULER_UNUSABLE, ST_PRIVILEGES or ST_SCHEDULER_BUSY. Nothing is loaded, stopped or changed. */
export async function fitSchedExtScheduler(
  definition: SchedExtScheduler,
  { host, schedExtRoot: root }: Machine,
  { settle, takeOver }: Options,
): Promise<FittedScheduler> {
  const { name, opsName } = definition;
  checkKernel(name, root);
  const missing = await missingRequirements(host, definition);
  if (missing.length > 0) throw unusable(name, missing.join('; '));
  const binary = await findSchedulerBinary(host, definition.binary);
  const rights = await loadingRights(host, binary.path);
  const help = parseHelp(await readHelp(host, binary.path));
  const { uses, ...fitted } = fitParameters(definition, help, binary.program);
  const setpriv = await host.which('setpriv');
  const occupants = await findOccupants(host, root, rights.sudo?.sudo);
  checkFree(occupants, takeOver);
  const space = createSearchSpace(fitted.parameters, fitted.constraints);
  const command = (configuration: Configuration) =>
    ['sudo', binary.path, ...commandArguments(configuration, space, uses)].map(quotedWord).join(' ');
  return {
    kind: 'sched_ext',
    ...fitted,
    facts: {
      binary: binary.path,
      ...(binary.version === undefined ? {} : { version: binary.version }),
      sha256: binary.sha256,
      loaded_by: rights.by,
    },
    ...(occupants.length > 0 ? { takeOver: takeOverSteps(occupants) } : {}),
    explain: (configuration) => [command({ ...space.defaultConfiguration, ...configuration })],
    tuned: (parameters, constraints) => {
      const searched = createSearchSpace(parameters, constraints);
      return {
        ...{ kind: 'sched_ext', binary, opsName, root },
        ...(rights.sudo ? { sudo: rights.sudo } : {}),
        ...(setpriv === undefined ? {} : { setpriv }),
        settleMs: settle * 1000,
        argumentsOf: (configuration) => commandArguments(configuration, searched, uses),
        refusal: createTryArguments(host, binary),
      };
    },
  };
}

function checkKernel(name: string, root: string): void {
  const { state, enableSeq } = readSnapshot(root);
  if (state !== undefined && enableSeq !== undefined) return;
  throw unusable(name, `this kernel has no sched_ext (there is no ${root}/enable_seq)`);
}

function unusable(name: string, reason: string): SchedtunaError {
  return new SchedtunaError('ST_SCHEDULER_UNUSABLE', `${name} cannot be tuned on this machine: ${reason}`, {
    hint: 'schedtuna doctor says what can be tuned here; --scheduler eevdf needs no sched_ext.',
  });
}

function checkFree(occupants: readonly Occupant[], mayTakeOver: boolean): void {
  const inTheWay = occupants.find(({ obstacle }) => !mayTakeOver || obstacle !== undefined);
  if (!inTheWay) return;
  const { description, obstacle, freeCommand } = inTheWay;
  const message = `${description}, and there is room for one scheduler only`;
  throw new SchedtunaError(
    'ST_SCHEDULER_BUSY',
    mayTakeOver ? `${message}; it cannot be taken over: ${obstacle}` : message,
    {
      hint: `Free the machine with: ${freeCommand}${obstacle === undefined ? '; or let --take-over stop it and put it back afterwards.' : ''}`,
    },
  );
}

/** Put back in the opposite order. */
function takeOverSteps(occupants: readonly Occupant[]) {
  return {
    stop: occupants.flatMap(({ stop }) => stop),
    restore: occupants.toReversed().flatMap(({ restore }) => restore),
  };
}
