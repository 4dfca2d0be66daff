// The mails of entering: an invitation, a forgotten password, a changed one. Their frame is the hall’s letters.ts.
import { type Letter, letter, pageAddress, type Writer } from '../letters.ts';

const ACCOUNT = 'Ce message vous parvient parce qu’un compte est ouvert à votre adresse.';

/** Somebody is invited; `link` enters once, within a week. */
export const invitationLetter = ({
  name,
  organisation,
  by,
  link,
}: {
  name: string;
  organisation: string;
  by: Writer | null;
  link: string;
}): Letter =>
  letter('Votre accès à la plate-forme Ingénierie 62', { name, by, why: ACCOUNT }, [
    by
      ? `${by.name} (${by.affiliation}) vous invite à rejoindre la plate-forme Ingénierie 62 pour ${organisation}.`
      : `Un accès à la plate-forme Ingénierie 62 vous est ouvert pour ${organisation}.`,
    `Pour choisir votre mot de passe et entrer, ouvrez ce lien, valable 7 jours et une seule fois :\n${link}`,
    'Si vous n’attendiez pas cette invitation, ne faites rien : le lien expirera.',
  ]);

/** Somebody forgot a password; `link` chooses another once, within the hour. */
export const resetLetter = ({ name, link }: { name: string; link: string }): Letter =>
  letter('Choisir un nouveau mot de passe', { name, why: ACCOUNT }, [
    'Une demande de nouveau mot de passe a été faite pour votre compte.',
    `Pour en choisir un autre, ouvrez ce lien, valable une heure et une seule fois :\n${link}`,
    'Si cette demande ne vient pas de vous, ne faites rien : votre mot de passe actuel reste valable.',
  ]);

/** A password was changed: whoever did not do it must learn of it. */
export const passwordChangedLetter = ({ name }: { name: string }): Letter =>
  letter('Votre mot de passe a été modifié', { name, why: ACCOUNT }, [
    'Le mot de passe de votre compte vient d’être modifié, et les sessions ouvertes sur vos autres appareils ont été fermées.',
    `Si ce changement ne vient pas de vous, choisissez aussitôt un autre mot de passe et prévenez l’administrateur de votre organisme :\n${pageAddress('/mot-de-passe-oublie')}`,
  ]);
