// The thread in which an agent is asked which of its backends run.
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { AgentDefinition } from '@schedtuna/sdk';
import type { BackendQuestion } from './protocol.js';

const { module, request } = workerData as BackendQuestion;
const { default: definition } = (await import(pathToFileURL(module).href)) as { default: AgentDefinition };
parentPort?.postMessage(await definition.backends?.(request));
