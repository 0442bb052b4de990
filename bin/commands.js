// Command ids and their classes, for oclif; the manifest answers for them until one is run.
export { commands } from '@schedtuna/core/commands';
