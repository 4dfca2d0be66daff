// The words of the mails about minutes: to be read again until a day, and approved. Knows no database.
import type { Day } from '../calendar.ts';
import { dayAt } from '../calendar.ts';
import { writeDay } from '../french.ts';
import { letter } from '../letters.ts';
import { writeSpan } from '../meetings/letters.ts';
import type { MeetingView } from '../meetings/meeting-views.ts';
import type { MailMessage } from '../outside.ts';

const PERSONAL = 'Ce lien est personnel : ne le transférez pas.';

/** Minutes are sent for observations; `link` is the personal one to make them with. */
export const minutesToReadLetter = (
  meeting: MeetingView,
  { to, link, until }: { to: string; link: string; until: Day },
): MailMessage => ({
  to,
  ...letter(`Compte rendu à relire jusqu’au ${writeDay(until)} : ${meeting.title}`, [
    'Le compte rendu de la réunion suivante est prêt à être relu.',
    `${meeting.title}\n${writeSpan(meeting)}`,
    `Pour le lire, faire une observation ou dire que vous n’en avez pas, ouvrez ce lien jusqu’au ${writeDay(until)}, sans mot de passe. ${PERSONAL}\n${link}`,
    'Sans observation de votre part, le compte rendu pourra être approuvé après cette date.',
  ]),
});

/** Minutes are approved; the PDF is attached, or to be had at `link` where it cannot be. */
export function approvedMinutesLetter(
  meeting: MeetingView,
  { to, link, until, pdf }: { to: string; link: string; until: Day; pdf: { id: string; name: string } },
): MailMessage {
  const words = (isAttached: boolean) =>
    letter(`Compte rendu approuvé : ${meeting.title}, ${writeDay(dayAt(meeting.startsAt))}`, [
      `Le compte rendu de la réunion suivante est approuvé.${isAttached ? ' Il est joint à ce message.' : ''}`,
      `${meeting.title}\n${writeSpan(meeting)}`,
      ...(isAttached ? [] : ['Le document n’a pas pu être joint à ce message.']),
      `Pour le lire et le télécharger, ouvrez ce lien jusqu’au ${writeDay(until)}, sans mot de passe. ${PERSONAL}\n${link}`,
    ]);
  const attachment = { fileId: pdf.id, name: pdf.name, textWithout: words(false).text };
  return { to, ...words(true), attachment };
}
