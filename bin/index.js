// What `import 'schedtuna'` gives: the API over the plugins of this installation.
import { createApi } from '@schedtuna/core';

export const { optimizeScheduler, SchedulerOptimizer } = createApi(import.meta.url);
