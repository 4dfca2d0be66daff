// What the tests of whole servers side by side ask of them: the API, and a text open in a page. They are told apart by their number.
import * as Y from 'yjs';
import { quiet } from '#domain/texts/text-sequence.ts';
import { prisma } from '#prisma/client.ts';
import { connectDocument, type DocumentConnection } from '#realtime/client/document-connection.ts';
import { buildConvention, paragraph } from '../build/conventions.ts';
import { buildPerson, buildSession } from '../build/organisations.ts';

const DAY_MS = 86_400_000;

/** The `Cookie` header of a fresh session, which lives by the clock of every server. */
export const cookieOf = async (personId: string) =>
  `session=${await buildSession(personId, new Date(Date.now() + DAY_MS))}`;

/** A convention with a steward, and an editor whose part may be taken away; both signed in. */
export async function buildSharedText() {
  const [steward, editor] = await Promise.all([buildPerson(), buildPerson()]);
  const convention = await buildConvention({
    content: [paragraph('Les partenaires agissent ensemble.')],
    participants: [
      { personId: steward.id, role: 'STEWARD' },
      { personId: editor.id, role: 'EDITOR' },
    ],
  });
  const part = await prisma.participant.findFirstOrThrow({ where: { personId: editor.id } });
  const cookies = { steward: await cookieOf(steward.id), editor: await cookieOf(editor.id) };
  return { convention, part, editor, steward, cookies };
}

/** The servers at `urls`; read anew at each call, since they may be started again elsewhere. */
export function askNodes(urls: () => readonly string[]) {
  const open: DocumentConnection[] = [];
  const urlOf = (index: number): string => {
    const url = urls()[index];
    if (!url) throw new Error('There is no such server.');
    return url;
  };
  return {
    urlOf,
    async ask(index: number, credential: Record<string, string>, query: string, variables: object = {}) {
      const response = await fetch(`${urlOf(index)}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: urlOf(index), ...credential },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as {
        data?: unknown;
        errors?: { message: string; extensions: { code: string } }[];
      };
      return { status: response.status, ...answer };
    },
    connect(index: number, cookie: string, documentId: string) {
      const place = { url: urlOf(index), credential: { cookie }, alone: true };
      const connection = connectDocument({ ...place, documentId, doc: quiet(new Y.Doc()) });
      open.push(connection);
      return connection;
    },
    /** What each answers to `/readyz`; null for one that does not. */
    readiness: () =>
      Promise.all(
        urls().map((url) =>
          fetch(`${url}/readyz`).then(
            (response) => response.json() as Promise<unknown>,
            () => null,
          ),
        ),
      ),
    closeConnections() {
      for (const connection of open.splice(0)) connection.destroy();
    },
  };
}
