// A probe answers on every machine; it never throws.
import type { Probe, Scheduler } from '../../scheduler.js';
import { claim, claimNone, type It } from '../claim.js';
import { OTHER_PLATFORMS, UNHELPFUL_HOSTS } from '../hosts.js';
import { schemaProblems } from '../schema-problems.js';

const sentences = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } } as const;

const probeSchema = {
  type: 'object',
  required: ['usable'],
  additionalProperties: false,
  properties: {
    usable: { type: 'boolean' },
    reason: { type: 'string', minLength: 1 },
    unavailable: sentences,
    facts: { type: 'object', additionalProperties: { type: 'string' } },
  },
} as const;

export function testProbe(it: It, scheduler: Extract<Scheduler, { kind: 'process' }>): void {
  it('probes machines that give nothing without throwing', async () => {
    for (const [machine, host] of Object.entries(UNHELPFUL_HOSTS)) {
      checkProbe(await probed(() => scheduler.probe(host), machine), scheduler, machine);
    }
  });

  it('says why it cannot be used on other platforms', async () => {
    for (const [machine, host] of Object.entries(OTHER_PLATFORMS)) {
      const probe = await probed(() => scheduler.probe(host), machine);
      checkProbe(probe, scheduler, machine);
      claim(!probe.usable, `on ${machine} probe must answer usable: false`);
    }
  });
}

async function probed(probe: () => Promise<Probe>, machine: string): Promise<Probe> {
  try {
    return await probe();
  } catch (error) {
    throw new Error(`on ${machine} probe must answer, not throw: ${(error as Error).message}`, { cause: error });
  }
}

function checkProbe(probe: Probe, { parameters }: Scheduler, machine: string): void {
  claimNone(schemaProblems(probeSchema, probe, 'probe'), `on ${machine} probe answers something that is no probe:`);
  claim(probe.usable || probe.reason !== undefined, `on ${machine} probe says usable: false without a reason`);
  const strangers = Object.keys(probe.unavailable ?? {}).filter((name) => !(name in parameters));
  claim(
    strangers.length === 0,
    `on ${machine} probe calls parameters unavailable that do not exist: ${strangers.join(', ')}`,
  );
}
