// Answers to an invitation as programs write them: calendars of offices, of telephones and of the web, gateways that spoil
// them, and what is no answer. Each says what must become of it. Written after the habits of each; holds no personal data.
import { Buffer } from 'node:buffer';
import {
  alternative,
  base64,
  type Mailed,
  mixed,
  part,
  quotedPrintable,
  type Single,
  wordsOf,
} from './mail-writing.ts';

/** Whom a form answers for. */
export interface Asked {
  uid: string;
  email: string;
  /** The personal address. */
  box: string;
}

/** A form: the message, and what must become of it. */
export interface ReplyForm {
  name: string;
  /** The message as it travels. */
  write(asked: Asked): string;
  outcome: 'TAKEN' | 'TOLD' | 'NOTED' | 'PASSED';
  answer?: 'YES' | 'MAYBE' | 'NO';
  /** What was written with a taken answer, or what the sentence to the organisers holds. */
  words?: string | RegExp;
}

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`;

/** An answer as most programs write one, with what is particular in `event` and before. */
const calendar = (event: string[], { method = 'METHOD:REPLY', prodid = 'x', end = '\r\n' } = {}) =>
  [
    'BEGIN:VCALENDAR',
    `PRODID:${prodid}`,
    'VERSION:2.0',
    ...(method ? [method] : []),
    'BEGIN:VEVENT',
    ...event,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join(end);

const usual = (uid: string) => [`UID:${uid}`, 'DTSTAMP:20261128T120000Z', 'SEQUENCE:0', 'SUMMARY:Échange'];

const romance = lines(
  'BEGIN:VTIMEZONE',
  'TZID:Romance Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'END:VTIMEZONE',
).trim();

/** Exchange: everything in base64, with a zone of Windows. */
const exchange = (attendee: string, uid: string, more: string[] = [], method = 'REPLY') =>
  [
    'BEGIN:VCALENDAR',
    `METHOD:${method}`,
    'PRODID:Microsoft Exchange Server 2010',
    'VERSION:2.0',
    romance,
    'BEGIN:VEVENT',
    attendee,
    ...more,
    `UID:${uid}`,
    'SUMMARY;LANGUAGE=fr-FR:Accepté : Échange',
    'DTSTAMP:20261128T200000Z',
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    'X-MICROSOFT-CDO-APPT-SEQUENCE:0',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const mailOf = ({ box, email }: Asked, subject: string, more: string[] = []): Mailed => ({
  from: email,
  to: box,
  subject,
  headers: more,
});

const calendarPart = (content: string | Buffer, method = 'REPLY', charset = 'utf-8') =>
  part(`text/calendar; charset="${charset}"; method=${method}`, base64(content));

const answered = (asked: Asked, content: string | Buffer, subject = 'Accepté') =>
  alternative(mailOf(asked, subject), [part('text/plain; charset=utf-8', 'Je serai là'), calendarPart(content)]);

/** Outlook's sealed message: its signature, and the class of an answer. */
const winmail = (kind: string) =>
  Buffer.concat([
    Buffer.from('789f3e22010006900800', 'hex'),
    Buffer.from(`IPM.Microsoft Schedule.${kind}\0`, 'latin1'),
  ]);

const hexOf = (uid: string) =>
  `040000008200E00074C5B7101A82E00800000000${'0'.repeat(40)}${Buffer.from('vCal-Uid').toString('hex').toUpperCase()}01000000${Buffer.from(uid).toString('hex').toUpperCase()}00`;

const folded = (line: string, at: number, lost = false) =>
  `${line.slice(0, at)}\r\n${lost ? '' : ' '}${line.slice(at)}`;

const forms: readonly (Omit<ReplyForm, 'write'> & { write(asked: Asked): string | Single })[] = [
  {
    name: 'Outlook: a quoted name and words',
    write: (asked) =>
      answered(
        asked,
        exchange(`ATTENDEE;PARTSTAT=DECLINED;CN="Martin; Anne":mailto:${asked.email}`, asked.uid, [
          'COMMENT;LANGUAGE=fr-FR:En congé ce jour-là\\, Mme Martin me re',
          ' mplace.\\n',
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'NO',
    words: 'En congé ce jour-là, Mme Martin me remplace.',
  },
  {
    name: 'Exchange: a byte-order mark and a line break before all',
    write: (asked) =>
      answered(asked, `\ufeff\r\n${exchange(`ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:${asked.email}`, asked.uid)}`),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'Exchange: its own number around the uid',
    write: (asked) => answered(asked, exchange(`ATTENDEE;PARTSTAT=TENTATIVE:mailto:${asked.email}`, hexOf(asked.uid))),
    outcome: 'TAKEN',
    answer: 'MAYBE',
  },
  {
    name: 'Outlook: the whole list of attendees repeated',
    write: (asked) =>
      answered(
        asked,
        exchange('ATTENDEE;PARTSTAT=DECLINED:mailto:premier@exemple.fr', asked.uid, [
          `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`,
          'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:dernier@exemple.fr',
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'the whole list repeated, sent by another of it',
    write: (asked) =>
      alternative({ ...mailOf(asked, 'Refusé'), from: 'autre@exemple.fr' }, [
        calendarPart(
          exchange(`ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`, asked.uid, [
            'ATTENDEE;PARTSTAT=DECLINED:mailto:autre@exemple.fr',
          ]),
        ),
      ]),
    outcome: 'TOLD',
    words: /^Réponse \(non\) d’une adresse inconnue, autre@exemple\.fr, .* : à qui la rattacher \?$/,
  },
  {
    name: 'Outlook: another hour proposed',
    write: (asked) =>
      alternative(mailOf(asked, 'Nouvel horaire proposé'), [
        calendarPart(
          exchange(
            `ATTENDEE;PARTSTAT=TENTATIVE:mailto:${asked.email}`,
            asked.uid,
            [
              'COMMENT:Plutôt 14 h ?',
              'DTSTART;TZID=Romance Standard Time:20310303T140000',
              'DTEND;TZID=Romance Standard Time:20310303T150000',
            ],
            'COUNTER',
          ),
          'COUNTER',
        ),
      ]),
    outcome: 'TOLD',
    words: /propose 14 h au lieu de 9 h 30 \(peut-être\)/,
  },
  {
    name: 'Google: another hour proposed, in UTC and on another day',
    write: (asked) =>
      answered(
        asked,
        calendar(
          [
            ...usual(asked.uid),
            `ATTENDEE;PARTSTAT=DECLINED:mailto:${asked.email}`,
            'DTSTART:20310304T130000Z',
            'DTEND:20310304T140000Z',
          ],
          {
            method: 'METHOD:COUNTER',
          },
        ),
      ),
    outcome: 'TOLD',
    words: /propose mardi 4 mars 2031, de 14 h à 15 h, au lieu de lundi 3 mars 2031/,
  },
  {
    name: 'another hour in a zone that nobody knows is told without an hour',
    write: (asked) =>
      answered(
        asked,
        calendar(
          [
            ...usual(asked.uid),
            `ATTENDEE;PARTSTAT=DECLINED:mailto:${asked.email}`,
            'DTSTART;TZID=Heure à moi:20310304T130000',
          ],
          {
            method: 'METHOD:COUNTER',
          },
        ),
      ),
    outcome: 'TOLD',
    words: /propose un autre horaire/,
  },
  {
    name: 'a place given to somebody else (DELEGATED-TO)',
    write: (asked) =>
      answered(
        asked,
        calendar([
          ...usual(asked.uid),
          `ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="Mailto:C@example.com"`,
          ` :Mailto:${asked.email}`,
        ]),
      ),
    outcome: 'TOLD',
    words: /délègue sa place à C@example\.com\.$/,
  },
  {
    name: 'the answer of somebody to whom a place was given (DELEGATED-FROM)',
    write: (asked) =>
      alternative({ ...mailOf(asked, 'Accepté'), from: 'c@example.com' }, [
        calendarPart(
          calendar([
            ...usual(asked.uid),
            `ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:${asked.email}":mailto:c@example.com`,
          ]),
        ),
      ]),
    outcome: 'TOLD',
    words: /^c@example\.com répond oui à la place de /,
  },
  {
    name: 'another address of the same person',
    write: (asked) =>
      alternative({ ...mailOf(asked, 'Accepté'), from: 'autre.adresse@exemple.fr' }, [
        calendarPart(exchange('ATTENDEE;PARTSTAT=ACCEPTED:mailto:autre.adresse@exemple.fr', asked.uid)),
      ]),
    outcome: 'TOLD',
    words: /^Réponse \(oui\) d’une adresse inconnue, autre\.adresse@exemple\.fr/,
  },
  {
    name: 'Google: guests, folding, the same calendar again as an attachment',
    write: (asked) => {
      const attendee = `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=${asked.email};X-NUM-GUESTS=0:mailto:${asked.email}`;
      const content = calendar([...usual(asked.uid), folded(attendee, 74)], {
        prodid: '-//Google Inc//Google Calendar 70.9054//EN',
      });
      return mixed(mailOf(asked, 'Accepté : Échange', ['Auto-Submitted: auto-generated']), [
        part('text/plain; charset=UTF-8; format=flowed', 'A accepté cette invitation.'),
        calendarPart(content),
        part('application/ics; name="invite.ics"', base64(content), 'attachment; filename="invite.ics"'),
      ]);
    },
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'Google: words in a parameter (X-RESPONSE-COMMENT)',
    write: (asked) =>
      answered(
        asked,
        calendar([
          ...usual(asked.uid),
          `ATTENDEE;PARTSTAT=TENTATIVE;X-RESPONSE-COMMENT="Selon le train, 1:2":mailto:${asked.email}`,
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'MAYBE',
    words: 'Selon le train, 1:2',
  },
  {
    name: 'Apple: line feeds alone, the address in EMAIL',
    write: (asked) =>
      answered(
        asked,
        calendar([...usual(asked.uid), `ATTENDEE;CN="Anne";EMAIL="${asked.email}";PARTSTAT=ACCEPTED:urn:uuid:1234`], {
          end: '\n',
          prodid: '-//Apple Inc.//macOS 15.1//EN',
        }),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'iPhone: the calendar as an attachment alone',
    write: (asked) =>
      mixed(mailOf(asked, 'Accepté'), [
        part('text/plain; charset=utf-8', ''),
        part(
          'text/calendar; name=meeting.ics; charset=utf-8; method=REPLY',
          base64(calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=DECLINED:mailto:${asked.email}`])),
          'attachment; filename=meeting.ics',
        ),
      ]),
    outcome: 'TAKEN',
    answer: 'NO',
  },
  {
    name: 'Thunderbird: quoted-printable that cuts lines in the middle of words',
    write: (asked) =>
      alternative(mailOf(asked, 'Réponse'), [
        part(
          'text/calendar; method=REPLY; charset=UTF-8',
          quotedPrintable(
            calendar(
              [
                ...usual(asked.uid),
                `ATTENDEE;RSVP=TRUE;CN=Anne Étienne;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:${asked.email}`,
              ],
              { prodid: '-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN' },
            ),
          ),
        ),
      ]),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'Zimbra: its own properties, words, a zone with a path',
    write: (asked) =>
      answered(
        asked,
        calendar([
          ...usual(asked.uid),
          'DTSTART;TZID="/freeassociation.sourceforge.net/Europe/Brussels":20310303T093000',
          'X-ZIMBRA-DISCARD-EXCEPTIONS:TRUE',
          `ATTENDEE;CN=Anne;PARTSTAT=DECLINED;ROLE=REQ:mailto:${asked.email}`,
          'COMMENT:Empêchée\\nDésolée',
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'NO',
    words: 'Empêchée\nDésolée',
  },
  {
    name: 'SOGo: answered by a secretary (SENT-BY)',
    write: (asked) =>
      alternative({ ...mailOf(asked, 'Accepté'), from: 'secretariat@exemple.fr' }, [
        calendarPart(
          calendar([
            ...usual(asked.uid),
            `ATTENDEE;SENT-BY="mailto:secretariat@exemple.fr";PARTSTAT=ACCEPTED:mailto:${asked.email}`,
          ]),
        ),
      ]),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'Nextcloud: neither DTSTAMP nor SEQUENCE',
    write: (asked) =>
      answered(asked, calendar([`UID:${asked.uid}`, `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`])),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'a telephone: an attachment without a kind',
    write: (asked) =>
      mixed(mailOf(asked, 'RE'), [
        part(
          'application/octet-stream; name="reponse.ics"',
          base64(calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=TENTATIVE:mailto:${asked.email}`])),
          'attachment; filename="reponse.ics"',
        ),
      ]),
    outcome: 'TAKEN',
    answer: 'MAYBE',
  },
  {
    name: 'a gateway: the calendar as the text of the mail',
    write: (asked) => ({
      ...mailOf(asked, 'Accepté'),
      ...part(
        'text/plain; charset=utf-8',
        calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`]),
      ),
    }),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'Windows-1252, whatever it says',
    write: (asked) =>
      answered(
        asked,
        Buffer.from(
          calendar([
            ...usual(asked.uid),
            `ATTENDEE;PARTSTAT=DECLINED:mailto:${asked.email}`,
            'COMMENT:Retenue à Hénin',
          ]),
          'latin1',
        ),
      ),
    outcome: 'TAKEN',
    answer: 'NO',
    words: 'Retenue à Hénin',
  },
  {
    name: 'UTF-16',
    write: (asked) =>
      answered(
        asked,
        Buffer.from(
          `\ufeff${calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`, 'COMMENT:Été'])}`,
          'utf16le',
        ),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
    words: 'Été',
  },
  {
    name: '%40 for @',
    write: (asked) =>
      answered(
        asked,
        calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email.replace('@', '%40')}`]),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'a colon in a name without quotes',
    write: (asked) =>
      answered(
        asked,
        calendar([...usual(asked.uid), `ATTENDEE;CN=Ville : Zoé;PARTSTAT=ACCEPTED:mailto:${asked.email}`]),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'lines without a colon',
    write: (asked) =>
      answered(
        asked,
        calendar([
          'X-MESSAGERIE-REMARQUE',
          'Ceci n’est pas une propriété',
          ...usual(asked.uid),
          `ATTENDEE;PARTSTAT=NO;PARTSTAT=DECLINED:mailto:${asked.email}`,
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'NO',
  },
  {
    name: 'a folded line that lost its space',
    write: (asked) =>
      answered(
        asked,
        calendar([
          ...usual(asked.uid),
          folded(
            `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;RSVP=TRUE;CN=Anne Martin;PARTSTAT=ACCEPTED:mailto:${asked.email}`,
            74,
            true,
          ),
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'a line that was never folded, and empty lines between all',
    write: (asked) =>
      answered(
        asked,
        calendar([...usual(asked.uid), `ATTENDEE;X-A=${'a'.repeat(900)};PARTSTAT=ACCEPTED:mailto:${asked.email}`], {
          end: '\r\n\r\n',
        }),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'carriage returns alone',
    write: (asked) =>
      answered(
        asked,
        calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`], { end: '\r' }),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'quoted-printable that no header announces',
    write: (asked) =>
      alternative(mailOf(asked, 'Accepté'), [
        part('text/calendar; method=REPLY', {
          ...quotedPrintable(calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`])),
          encoding: '7bit',
        }),
      ]),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'its method in the header of its part alone',
    write: (asked) =>
      answered(
        asked,
        calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`], { method: '' }),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'several events, another meeting’s first',
    write: (asked) =>
      answered(
        asked,
        calendar([
          'UID:une-autre@exemple.fr',
          `ATTENDEE;PARTSTAT=DECLINED:mailto:${asked.email}`,
          'END:VEVENT',
          'BEGIN:VEVENT',
          ...usual(asked.uid),
          `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`,
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'one of a series by the name of its day (RECURRENCE-ID)',
    write: (asked) =>
      answered(
        asked,
        calendar([
          ...usual(asked.uid),
          'RECURRENCE-ID;TZID=Europe/Paris:20310303T093000',
          `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`,
        ]),
      ),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'two answers that contradict each other',
    write: (asked) =>
      answered(
        asked,
        calendar([
          ...usual(asked.uid),
          `ATTENDEE;PARTSTAT=DECLINED:mailto:${asked.email}`,
          'END:VEVENT',
          'BEGIN:VEVENT',
          ...usual(asked.uid),
          `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`,
        ]),
      ),
    outcome: 'TOLD',
    words: /a écrit un message où aucune réponse ne se lit clairement\.$/,
  },
  {
    name: 'delivered for the box, sent to a list',
    write: (asked) =>
      alternative({ ...mailOf(asked, 'Accepté', [`Delivered-To: ${asked.box}`]), to: 'liste@exemple.fr' }, [
        calendarPart(calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`])),
      ]),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'sent to the bare box, the personal address in ORGANIZER alone',
    write: (asked) =>
      alternative({ ...mailOf(asked, 'Accepté'), to: asked.box.replace(/\+[^@]*/, '') }, [
        calendarPart(
          calendar([
            ...usual(asked.uid),
            folded(`ORGANIZER;CN=Département:mailto:${asked.box}`, 60),
            `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email.toUpperCase()}`,
          ]),
        ),
      ]),
    outcome: 'TAKEN',
    answer: 'YES',
  },
  {
    name: 'an answer to another appointment',
    write: (asked) =>
      answered(asked, calendar([...usual('autre@exemple.fr'), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`])),
    outcome: 'TOLD',
    words: /a répondu \(oui\), mais pour un autre rendez-vous/,
  },
  {
    name: 'an empty calendar, the words in the mail',
    write: (asked) =>
      alternative(mailOf(asked, 'Re: Échange'), [
        part(
          'text/plain; charset=utf-8',
          'Je viendrai avec Karim.\r\n\r\nLe lundi 3 mars, Ingénierie 62 a écrit :\r\n> Invitation',
        ),
        calendarPart('BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n'),
      ]),
    outcome: 'TOLD',
    words: /aucune réponse ne se lit/,
  },
  {
    name: 'a person who writes, in a page of HTML alone',
    write: (asked) => ({
      ...mailOf(asked, 'Re: Échange'),
      ...part(
        'text/html; charset=utf-8',
        '<html><style>p{color:red}</style><p>Plut&ocirc;t le matin&nbsp;?</p></html>',
      ),
    }),
    outcome: 'TOLD',
    words: /aucune réponse ne se lit/,
  },
  {
    name: 'Outlook: sealed in winmail.dat',
    write: (asked) =>
      mixed(mailOf(asked, 'Accepté : Échange'), [
        part('text/plain; charset=utf-8', 'Avec plaisir'),
        part(
          'application/ms-tnef; name="winmail.dat"',
          base64(winmail('MtgRespP')),
          'attachment; filename="winmail.dat"',
        ),
      ]),
    outcome: 'TOLD',
    words: /aucune réponse ne se lit clairement \(oui\)\.$/,
  },
  {
    name: 'an absence message',
    write: (asked) => ({
      ...mailOf(asked, 'Réponse automatique : Échange', ['Auto-Submitted: auto-replied']),
      ...part('text/plain; charset=utf-8', 'Je suis absente jusqu’au 12.'),
    }),
    outcome: 'PASSED',
  },
  {
    name: 'an absence message of before RFC 3834, with the invitation in it',
    write: (asked) =>
      mixed(mailOf(asked, 'Out of Office: Échange', ['Precedence: bulk']), [
        part('text/plain; charset=utf-8', 'Je suis absente.'),
        calendarPart(
          calendar([...usual(asked.uid), `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${asked.email}`], {
            method: 'METHOD:REQUEST',
          }),
          'REQUEST',
        ),
      ]),
    outcome: 'PASSED',
  },
  {
    name: 'a receipt',
    write: (asked) =>
      mixed({ ...mailOf(asked, 'Lu : Échange'), kind: 'multipart/report; report-type=disposition-notification' }, [
        part('text/plain; charset=utf-8', 'Votre message a été lu.'),
        part('message/disposition-notification', 'Disposition: manual-action/MDN-sent-manually; displayed\r\n'),
      ]),
    outcome: 'PASSED',
  },
  {
    name: 'Postfix: a mail that came back',
    write: (asked) =>
      mixed(
        {
          ...mailOf(asked, 'Undelivered Mail Returned to Sender', ['Auto-Submitted: auto-replied']),
          from: 'MAILER-DAEMON@exemple.fr',
          kind: 'multipart/report; report-type=delivery-status',
        },
        [
          part('text/plain; charset=us-ascii', 'I could not deliver your message.'),
          part(
            'message/delivery-status',
            lines(
              'Reporting-MTA: dns; mail.exemple.fr',
              '',
              `Final-Recipient: rfc822; ${asked.email}`,
              'Action: failed',
              'Status: 5.1.1',
            ),
          ),
          part('text/rfc822-headers', lines(`To: ${asked.email}`, 'Subject: Invitation')),
        ],
      ),
    outcome: 'NOTED',
  },
  {
    name: 'Exchange: a mail that came back to the bare box, quoting whom it came from',
    write: (asked) =>
      mixed(
        {
          ...mailOf(asked, 'Non remis : Invitation'),
          to: asked.box.replace(/\+[^@]*/, ''),
          from: 'postmaster@exemple.fr',
          kind: 'multipart/report; report-type=delivery-status',
        },
        [
          part('text/html; charset=utf-8', '<p>Échec de la remise</p>'),
          part('message/delivery-status', lines('Reporting-MTA: dns;x', '', 'Action: failed', 'Status: 5.2.2')),
          part(
            'message/rfc822',
            lines(`Return-Path: ${asked.box}`, `To: ${asked.email}`, 'Subject: Invitation', '', 'Bonjour'),
          ),
        ],
      ),
    outcome: 'NOTED',
  },
  {
    name: 'a server that writes no report',
    write: (asked) => ({
      ...mailOf(asked, 'failure notice'),
      from: 'MAILER-DAEMON@exemple.fr',
      ...part(
        'text/plain; charset=us-ascii',
        `Hi. This is qmail.\r\n<${asked.email}>:\r\n550 5.1.1 no mailbox here by that name\r\n`,
      ),
    }),
    outcome: 'NOTED',
  },
  {
    name: 'a mail that is only late',
    write: (asked) =>
      mixed(
        {
          ...mailOf(asked, 'Delayed'),
          from: 'MAILER-DAEMON@exemple.fr',
          kind: 'multipart/report; report-type=delivery-status',
        },
        [
          part('text/plain; charset=us-ascii', 'Still trying.'),
          part('message/delivery-status', lines('Reporting-MTA: dns;x', '', 'Action: delayed', 'Status: 4.4.1')),
        ],
      ),
    outcome: 'PASSED',
  },
];

/** Every form. */
export const replyForms: readonly ReplyForm[] = forms.map((form) => ({
  ...form,
  write: (asked) => wordsOf(form.write(asked)),
}));
