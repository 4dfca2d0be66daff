// The mails about an organisation's keys. Their frame is the hall’s letters.ts.
import type { Day } from '../calendar.ts';
import { writeDay } from '../french.ts';
import { type Letter, letter, pageAddress } from '../letters.ts';

/** A key ends soon; what it does must be taken over by another before its last day. */
export const keyEndsLetter = (
  key: { name: string; prefix: string; lastDay: Day; organisationId: string },
  administrator: string,
): Letter =>
  letter(
    `La clé d’accès « ${key.name} » se termine le ${writeDay(key.lastDay)}`,
    { name: administrator, why: 'Ce message vous est adressé parce que vous administrez votre organisme.' },
    [
      `La clé « ${key.name} » (${key.prefix}…) ouvre la plate-forme à un logiciel de votre organisme. Elle cesse de fonctionner après le ${writeDay(key.lastDay)}.`,
      `Pour que ce logiciel continue, remplacez-la avant ce jour : la nouvelle et l’ancienne fonctionnent ensemble le temps du changement.\n${pageAddress(`/organisation/${key.organisationId}/cles`)}`,
      'Si plus rien ne l’utilise, ne faites rien : elle s’éteindra d’elle-même.',
    ],
  );
