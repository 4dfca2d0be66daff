// The feed as a program follows it over SSE, for the tests of one server and of several.

interface Message {
  data?: { changes: { changes: { id: string; kind: string }[]; endCursor: string; hasNextPage: boolean } } | null;
  errors?: { extensions: { code: string } }[];
  extensions?: { cost?: { asked: number } };
}

const query = `subscription Suivi($after: String, $first: Int) {
  changes(after: $after, first: $first) { changes { id kind } endCursor hasNextPage }
}`;

/** Opens a subscription at a server with a key's secret; `messages` grows as they come, until `close`. */
export async function followFeed(
  url: string,
  secret: string,
  variables: object = {},
  headers: Record<string, string> = {},
) {
  const abort = new AbortController();
  const messages: Message[] = [];
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${secret}`,
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    signal: abort.signal,
  });
  let isOver = false;
  const reading = (async () => {
    let said = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      said += Buffer.from(chunk).toString();
      const events = said.split('\n\n');
      said = events.pop() ?? '';
      for (const event of events) {
        const words = /^event: next\ndata: (.*)$/s.exec(event)?.[1];
        if (words) messages.push(JSON.parse(words) as Message);
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      isOver = true;
    });
  const changes = () => messages.flatMap(({ data }) => data?.changes.changes ?? []);
  const ids = () => changes().map(({ id }) => id);
  return { response, messages, changes, ids, isOver: () => isOver, close: () => abort.abort(), reading };
}
