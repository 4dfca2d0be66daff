// What one says of a Word file that comes back. Browser-safe.
import { z } from 'zod';
import { thingId } from '../fields.ts';

/** Takes a file in, for the text of `documentId`. */
export const takeWordBackInput = z.object({ documentId: thingId });

/** Makes it suggestions and comments, or throws it away. */
export const wordReturnInput = z.object({ returnId: thingId });
