// The words of the mails about minutes: to be read again until a day, and approved. Knows no database.
import type { Day } from '../calendar.ts';
import { dayAt } from '../calendar.ts';
import { writeDay } from '../french.ts';
import { letter, type Writer } from '../letters.ts';
import { INVITED, writeSpan } from '../meetings/letters.ts';
import { addressOf, demandDates, type InviteeView, type MeetingView, nameOf } from '../meetings/meeting-views.ts';
import type { MailMessage } from '../outside.ts';

const PERSONAL = 'Ce lien est personnel : ne le transférez pas.';

const headOf = (invitee: InviteeView, by: Writer | null) => ({ name: nameOf(invitee), by, why: INVITED });

/** Minutes are sent for observations; `link` is the personal one to make them with. */
export const minutesToReadLetter = (
  meeting: MeetingView,
  { invitee, by, link, until }: { invitee: InviteeView; by: Writer | null; link: string; until: Day },
): MailMessage => ({
  to: addressOf(invitee),
  ...letter(`Compte rendu à relire jusqu’au ${writeDay(until)} : ${meeting.title}`, headOf(invitee, by), [
    'Le compte rendu de la réunion suivante est prêt à être relu.',
    `${meeting.title}\n${writeSpan(demandDates(meeting))}`,
    `Pour le lire, faire une observation ou dire que vous n’en avez pas, ouvrez ce lien jusqu’au ${writeDay(until)}, sans mot de passe. ${PERSONAL}\n${link}`,
    'Sans observation de votre part, le compte rendu pourra être approuvé après cette date.',
  ]),
});

/** Minutes are approved; the PDF is attached, or to be had at `link` where it cannot be. */
export function approvedMinutesLetter(
  meeting: MeetingView,
  {
    invitee,
    by,
    link,
    until,
    pdf,
  }: { invitee: InviteeView; by: Writer | null; link: string; until: Day; pdf: { id: string; name: string } },
): MailMessage {
  const words = (isAttached: boolean) =>
    letter(
      `Compte rendu approuvé : ${meeting.title}, ${writeDay(dayAt(demandDates(meeting).startsAt))}`,
      headOf(invitee, by),
      [
        `Le compte rendu de la réunion suivante est approuvé.${isAttached ? ' Il est joint à ce message.' : ''}`,
        `${meeting.title}\n${writeSpan(demandDates(meeting))}`,
        ...(isAttached ? [] : ['Le document n’a pas pu être joint à ce message.']),
        `Pour le lire et le télécharger, ouvrez ce lien jusqu’au ${writeDay(until)}, sans mot de passe. ${PERSONAL}\n${link}`,
      ],
    );
  const attachment = { fileId: pdf.id, name: pdf.name, textWithout: words(false).text };
  return { to: addressOf(invitee), ...words(true), attachment };
}
