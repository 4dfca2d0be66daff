// The words of the mails that the domain sends, in French and plain text: the one place for them (docs/decisions). A
// letter says who writes, why, what to do and until when. Escaping is outside/mail.ts's.
import { env } from '#env.ts';
import type { MailMessage } from './outside.ts';

/** A letter's words, before it has an address. */
export type Letter = Omit<MailMessage, 'to'>;

/** Paragraphs, between the greeting and the signature. Lists and links keep their line breaks. */
export function letter(subject: string, paragraphs: readonly string[]): Letter {
  const signature = `Ingénierie 62\n${env.PUBLIC_URL}\n\nCe message est envoyé automatiquement : il n’attend pas de réponse.`;
  return { subject, text: `${['Bonjour,', ...paragraphs, `-- \n${signature}`].join('\n\n')}\n` };
}

/** The address of a page of the platform, for a letter. */
export const pageAddress = (path: string) => `${env.PUBLIC_URL}${path}`;
