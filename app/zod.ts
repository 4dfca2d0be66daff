// zod as the browser gets it, wherever a module of the pages imports it (vite.config.ts): told before the first schema is
// made not to try `new Function`, which the pages' policy forbids and reports. The server takes the package itself.
import { config } from 'zod/v4';

config({ jitless: true });

export * from 'zod/v4';
export { z } from 'zod/v4';
