// How a failure leaves this door: a refusal of the domain keeps its code and its sentence, typeset; anything else is logged and masked.
import { GraphQLError } from 'graphql';
import { DomainError } from '#domain/errors.ts';
import { typeset } from '#domain/french.ts';
import { refusedWrite } from '#domain/refused-writes.ts';
import { log } from '#log.ts';

const MASKED = 'Une erreur est survenue de notre côté. Elle a été enregistrée.';

/** By name: the limits' plugins are CommonJS and bring a GraphQLError of their own copy of the class. */
const isGraphQLError = (error: unknown): error is GraphQLError =>
  error instanceof Error && error.name === 'GraphQLError';

/** Where in the document: by its nodes, or without them (compiled.ts) by its positions. */
const placeOf = ({ nodes, source, positions, path }: GraphQLError) =>
  nodes ? { nodes, path } : { source, positions, path };

/** The error as a caller may see it. */
export function publicError(error: unknown): GraphQLError {
  const thrown = isGraphQLError(error) ? (error.originalError ?? error) : error;
  const original = refusedWrite(thrown) ?? thrown;
  const place = isGraphQLError(error) ? placeOf(error) : {};
  if (original instanceof DomainError) {
    const { message, code, fields } = original;
    const set = fields && Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, typeset(words)]));
    return new GraphQLError(typeset(message), { ...place, extensions: { code, fields: set } });
  }
  // An error that GraphQL itself raised speaks of the caller's document, not of our insides.
  if (isGraphQLError(original)) {
    const { message, extensions } = original;
    return new GraphQLError(message, { ...place, extensions: { code: 'QUERY_REFUSED', ...extensions } });
  }
  const field = isGraphQLError(error) ? error.path?.join('.') : undefined;
  log.error({ err: original, field }, 'a resolver failed');
  return new GraphQLError(MASKED, { ...place, extensions: { code: 'INTERNAL' } });
}
