// The people, sessions and texts that the bench works with, made by the tests' makers in a real database.
import type { JSONContent } from '@tiptap/core';
import { buildConvention, heading, paragraph } from '#tests/build/conventions.ts';
import { buildOrganisation, buildPerson, buildSession } from '#tests/build/organisations.ts';

/** Characters of a text of the convention's size. */
export const CONVENTION_SIZE = 40_000;

/** What texts of the bench say. */
export const sentence =
  'Le bénéficiaire contribuera, avec les services du Département, à la mise en œuvre du plan partagé. ';

/** A text of about `size` characters in headings and paragraphs. */
export function contentOf(size: number): JSONContent[] {
  const content: JSONContent[] = [];
  for (let length = 0; length < size; ) {
    if (content.length % 8 === 0) content.push(heading(`Objectif ${content.length / 8 + 1}`, 'objective'));
    const words = sentence.repeat(2 + (content.length % 4));
    content.push(paragraph(words));
    length += words.length;
  }
  return content;
}

/** An organisation whose people are all editors, and one text of theirs a `sizes`. */
export async function buildBench(people: number, sizes: number[]) {
  const { id: organisationId } = await buildOrganisation();
  const tokens: string[] = [];
  for (let i = 0; i < people; i++) tokens.push(await buildSession((await buildPerson({ organisationId })).id));
  const documents: string[] = [];
  for (const size of sizes) {
    const participants = [{ organisationId, role: 'EDITOR' as const }];
    documents.push((await buildConvention({ content: contentOf(size), participants })).documentId);
  }
  return { tokens, documents };
}
