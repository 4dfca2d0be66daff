// Takes into the search what is not in it yet: after an upgrade, what was written before. Every minute, because an upgraded
// server must not wait for the night; with everything in, it reads one line a source.
import { fillSearch } from '#domain/search/filling.ts';
import type { Job } from './boss.ts';

/** The job; cut, it goes on with what is missing. */
export const searchJob: Job = {
  name: 'search-filling',
  cron: '* * * * *',
  pollSeconds: 30,
  timeoutSeconds: 3_600,
  run: () => fillSearch(),
};
