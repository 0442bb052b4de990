// What people read after `schedtuna cleanup`.
import type { CleanUpReport } from '../host/clean-up.js';

export function cleanUpLines({ done, problems, atWork, schedExt: { state, ops } }: CleanUpReport): string[] {
  return [
    ...(done.length + problems.length > 0
      ? done.map((sentence) => `${sentence}.`)
      : ['Nothing of schedtuna was left behind.']),
    ...atWork.map((directory) => `An experiment is at work in ${directory}: it was not touched.`),
    ...(state === undefined ? [] : [ops === undefined ? `sched_ext: ${state}.` : `sched_ext: ${ops} is ${state}.`]),
    ...(state === 'enabled' && atWork.length === 0
      ? ['If nobody wants that scheduler: stop its service or process, or sudo schedtuna cleanup --sysrq.']
      : []),
  ];
}
