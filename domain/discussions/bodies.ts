// What is in the body of a comment: plain text with line breaks, in which `@[id]` names a person or an organisation by its id,
// and is shown as that name. Browser-safe, and without what checks inputs: pages that only show comments take no more than this.

const mentionToken = /@\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]/gi;

/** A body cut into words and mentions, in order. */
export function partsOfBody(body: string): ({ text: string } | { mentionId: string })[] {
  return body
    .split(mentionToken)
    .map((part, index) => (index % 2 === 0 ? { text: part } : { mentionId: part.toLowerCase() }))
    .filter((part) => !('text' in part) || part.text !== '');
}

/** Ids named in a body, each once, in order. */
export function mentionsOfBody(body: string): string[] {
  return [...new Set(partsOfBody(body).flatMap((part) => ('mentionId' in part ? [part.mentionId] : [])))];
}

/** A body as people read it where nothing can be a link: « @Claire Dupont » for each mention. */
export const bodyAsText = (body: string, nameOf: (id: string) => string | null): string =>
  partsOfBody(body)
    .map((part) => ('text' in part ? part.text : `@${nameOf(part.mentionId) ?? '…'}`))
    .join('');

/** Writes the mention of somebody in a body. */
export const writeMention = (id: string) => `@[${id}]`;
