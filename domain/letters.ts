// The frame of the mails that the domain sends, in French and plain text: it greets by name, says who writes and why, and is
// typeset here. The words are each room's letters.ts (docs/decisions). Headers, escaping and the HTML beside the text are
// outside/'s.
import { env } from '#env.ts';
import { typeset } from './french.ts';
import type { MailMessage } from './outside.ts';

/** A letter's words, before it has an address. */
export type Letter = Omit<MailMessage, 'to'>;

/** Who has a letter sent: a viewer is one. */
export interface Writer {
  name: string;
  affiliation: string;
}

interface Correspondence {
  /** Who is greeted; nobody by name where none is known. */
  name?: string | null;
  /** The person or program who has it sent; null where it is the platform by itself. */
  by?: Writer | null | undefined;
  /** Why it comes to this box: a sentence. */
  why: string;
}

/** Characters of a name that is greeted: an outsider's is what an organiser typed. */
const GREETED = 80;

/** Words on one line, so that a name cannot add a paragraph. */
const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim().slice(0, GREETED).trimEnd();

/** Paragraphs, between the greeting and the signature. Lists and links keep their line breaks. */
export function letter(
  subject: string,
  { name, by, why }: Correspondence,
  paragraphs: readonly string[],
): Letter & { text: string } {
  const greeting = name ? `Bonjour ${oneLine(name)},` : 'Bonjour,';
  const written = by ? [`${by.name}\n${by.affiliation}`] : [];
  const foot = `Ingénierie 62\n${env.PUBLIC_URL}\n\n${why} Il est envoyé automatiquement.`;
  const text = `${[greeting, ...paragraphs, ...written, `-- \n${foot}`].join('\n\n')}\n`;
  return { subject: typeset(subject), text: typeset(text), ...(by && { writer: by.name }) };
}

/** The address of a page of the platform, for a letter. */
export const pageAddress = (path: string) => `${env.PUBLIC_URL}${path}`;
