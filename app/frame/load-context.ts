// What server.ts hands to every loader and action, and all they get: running things never enter the pages' bundle.
import type { PersonViewer } from '#domain/viewers.ts';
import type { writtenSheet } from '#formats/written-sheet.ts';
import type { Api } from '#graphql/execute.ts';

/** What the sign-in page tells of the demonstration. */
export interface Demonstration {
  password: string;
  accounts: { email: string; name: string; role: string }[];
}

declare module '@remix-run/node' {
  // Answers keep their types on the way to the page (turbo-stream), as remix.config.js turns on.
  interface Future {
    v3_singleFetch: true;
  }
  interface AppLoadContext {
    /** The person signed in; null for nobody. */
    viewer: PersonViewer | null;
    /** The product's GraphQL, in-process, as this viewer. */
    api: Api;
    /** For `<script nonce>`: the page's own. */
    nonce: string;
    /** The `Set-Cookie` of a session that was just opened, and the one that ends it. */
    sessionCookie(token: string, expires: Date): string;
    clearedSessionCookie(): string;
    /** The `Set-Cookie` by which this device is known the next time. */
    deviceCookie(device: string): string;
    /** Accounts to try the product with, where it was filled with demonstration content; null elsewhere. */
    demonstration?: Demonstration | null;
    /** Where maps have images of the ground from (MAP_TILES_URL); null for nowhere. */
    mapTiles: string | null;
    /** A table as a file for a spreadsheet. */
    writtenSheet: typeof writtenSheet;
    /** Writes what failed while this request was answered into the server's log. */
    failed(error: unknown): void;
  }
}
