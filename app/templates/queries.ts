// The templates that a page offers to begin with: those of the organisation of whoever is signed in.
import type { AppLoadContext } from '@remix-run/node';
import type { TemplateKind } from '#domain/vocabulary.ts';
import { graphql, type ResultOf } from '../graphql.ts';

const ReadTemplateChoices = graphql(`
  query ReadTemplateChoices($organisationId: ID!, $kind: TemplateKind!) {
    organisation(id: $organisationId) {
      templates(kind: $kind) {
        id
        title
        version
      }
    }
  }
`);

/** A template to choose. */
export type TemplateChoice = ResultOf<typeof ReadTemplateChoices>['organisation']['templates'][number];

/** Those of a kind; none for whoever is not signed in. */
export async function readTemplateChoices(
  { viewer, api }: AppLoadContext,
  kind: TemplateKind,
): Promise<readonly TemplateChoice[]> {
  if (!viewer) return [];
  const { organisation } = await api.query(ReadTemplateChoices, { organisationId: viewer.organisationId, kind });
  return organisation.templates;
}
