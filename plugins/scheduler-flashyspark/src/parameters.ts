// The flags of scx_flashyspark 1.0.11, and two that no published version has.
import type { BooleanParameter, Parameters } from '@schedtuna/sdk';

/** scx_flashyspark checks hardly any range: where its help names none, these are what makes sense to try. */
const guess = { rangeIsGuess: true } as const;
const time = { unit: 'us', scale: 'log', ...guess } as const;

export const parameters = {
  slice_us: {
    ...{ type: 'integer', default: 4096, minValue: 1000, maxValue: 100_000, ...time },
    commandArg: '--slice-us',
    description: 'Longest time that a task may run at once',
  },
  slice_us_min: {
    ...{ type: 'integer', default: 128, minValue: 50, maxValue: 10_000, ...time },
    commandArg: '--slice-us-min',
    description: 'Shortest time that a task is given when many wait',
  },
  slice_us_lag: {
    ...{ type: 'integer', default: 4096, minValue: 100, maxValue: 200_000, ...time },
    special: [{ value: 0, meaning: 'no credit' }],
    commandArg: '--slice-us-lag',
    description: 'Most running time that a task is credited for having slept',
  },
  slice_lag_scaling: flag('--slice-lag-scaling', 'Scale the credit for sleeping with the load of the CPUs'),
  run_us_lag: {
    ...{ type: 'integer', default: 32_768, minValue: 100, maxValue: 200_000, ...time },
    special: [{ value: 0, meaning: 'no charge' }],
    commandArg: '--run-us-lag',
    description: 'Most running time that counts against the deadline of a task which does not sleep',
  },
  max_avg_nvcsw: {
    ...{ type: 'integer', default: 128, minValue: 0, maxValue: 1024, ...guess },
    commandArg: '--max-avg-nvcsw',
    description: 'Rate of voluntary context switches above which a task gains nothing more',
  },
  cpu_busy_thresh: {
    ...{ type: 'integer', default: -1, minValue: 0, maxValue: 100, unit: '%' },
    special: [{ value: -1, meaning: 'automatic' }],
    commandArg: '--cpu-busy-thresh',
    description: 'Utilisation from which the CPUs count as busy',
  },
  throttle_us: {
    ...{ type: 'integer', default: 0, minValue: 100, maxValue: 10_000, ...time },
    special: [{ value: 0, meaning: 'off' }],
    commandArg: '--throttle-us',
    description: 'Idle time that is forced upon running CPUs again and again, to save power',
  },
  idle_resume_us: {
    // 0 is left out: where the kernel takes resume latencies, it means no limit at all.
    ...{ type: 'integer', default: 32, minValue: 1, maxValue: 1000, ...time },
    special: [{ value: -1, meaning: 'off' }],
    commandArg: '--idle-resume-us',
    description: 'Longest time that an idle CPU may need to wake up: smaller forbids deeper sleep',
  },
  tickless: flag('--tickless', 'Give endless slices that end only when another task wants the CPU'),
  rr_sched: flag('--rr-sched', 'Go round the tasks in fixed order, each with the same slice'),
  no_builtin_idle: flag('--no-builtin-idle', 'Choose idle CPUs by its own rule instead of that of the kernel'),
  local_pcpu: flag('--local-pcpu', 'Prefer tasks that can run on one CPU only'),
  dsq_mode: {
    ...{ type: 'categorical', default: 'shared', choices: ['cpu', 'shared'] },
    commandArg: '--dsq-mode',
    description: 'Queue of tasks: one for each CPU, or one that CPUs share',
  },
  direct_dispatch: flag('--direct-dispatch', 'Send a task to an idle CPU at once, also when others wait'),
  sticky_cpu: flag('--sticky-cpu', 'Keep tasks on the CPU where they ran'),
  stay_with_kthread: flag('--stay-with-kthread', 'Keep tasks on a CPU on which a kernel thread runs'),
  native_priority: flag('--native-priority', "Use the weights of the kernel's nice values unchanged"),
  local_kthreads: flag('--local-kthreads', 'Prefer kernel threads that belong to one CPU'),
  no_wake_sync: flag('--no-wake-sync', 'Do not hand the CPU of a waker to the task that it wakes'),
  primary_domain: {
    // A mask of CPUs in hexadecimal is accepted too, but is no choice that could be searched.
    type: 'categorical',
    default: 'auto',
    choices: ['auto', 'turbo', 'performance', 'powersave', 'all', 'none'],
    commandArg: '--primary-domain',
    description: 'CPUs that are filled first',
  },
  disable_l2: flag('--disable-l2', 'Ignore which CPUs share a second-level cache'),
  disable_l3: flag('--disable-l3', 'Ignore which CPUs share a third-level cache'),
  disable_smt: flag('--disable-smt', 'Ignore which CPUs are threads of one core'),
  disable_numa: flag('--disable-numa', 'Ignore which CPUs share a NUMA node'),
  cpufreq: flag('--cpufreq', 'Set CPU frequencies by load; works with the governor schedutil only'),
  aggressive_gpu_tasks: flag('--aggressive-gpu-tasks', 'Favour tasks that use the GPU on the fastest cores'),
  workload_aware_scheduling: flag(
    '--workload-aware-scheduling',
    'Treat tasks by the kind of work that they seem to do',
  ),
  timer_kick: flag('--timer-kick', 'Make CPUs look for waiting tasks by a timer'),
  // No published version has the next two; their defaults are those of a program that would have them.
  cpu_util_threshold: {
    ...{ type: 'float', default: 0.8, minValue: 0.1, maxValue: 1, ...guess },
    commandArg: '--cpu-util-threshold',
    description: 'Share of CPU time from which the machine counts as busy',
  },
  scheduling_policy: {
    ...{ type: 'categorical', default: 'default', choices: ['default', 'performance', 'powersave', 'latency'] },
    commandArg: '--policy',
    description: 'What the scheduler favours as a whole',
  },
} as const satisfies Parameters;

function flag(commandArg: string, description: string): BooleanParameter {
  return { type: 'boolean', default: false, commandArg, description };
}
