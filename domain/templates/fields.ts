// What a template leaves open, written in its text between double brackets: « [[nom du Département]] ». One name a field, from
// a closed list; what the record did not know says so: « [[à compléter : nom du Département]] ». Pure and browser-safe: the
// editor offers the names, the pages list the places.
import type { TemplateField } from '../vocabulary.ts';

/** What each is called in a text and in the menus. */
export const fieldNames: Record<TemplateField, string> = {
  TITLE: 'titre',
  YEAR: 'année',
  STARTS_ON: 'date de début',
  ENDS_ON: 'date de fin',
  SIGNED_ON: 'date de signature',
  SIGNED_AT: 'lieu de signature',
  DELIBERATION: 'numéro de la délibération',
  VOTED_ON: 'date de la délibération',
  DEPARTMENT_NAME: 'nom du Département',
  DEPARTMENT_SIRET: 'SIRET du Département',
  DEPARTMENT_ADDRESS: 'adresse du Département',
  DEPARTMENT_REPRESENTATIVE: 'représentant du Département',
  PARTNER_NAME: 'nom du partenaire',
  PARTNER_SIRET: 'SIRET du partenaire',
  PARTNER_ADDRESS: 'adresse du partenaire',
  PARTNER_REPRESENTATIVE: 'représentant du partenaire',
  ENVELOPE: 'enveloppe',
  DEPARTMENT_SHARE: 'participation du Département',
  PARTNER_SHARE: 'participation du partenaire',
  MEETING_TITLE: 'titre de la réunion',
  MEETING_DAY: 'date de la réunion',
  MEETING_TIME: 'heure de la réunion',
  MEETING_PLACE: 'lieu de la réunion',
  MEETING_INVITEES: 'personnes invitées',
  AGENDA: 'ordre du jour',
  FACTS: 'faits de l’année',
};

/** All of them, in the order of the menus. */
export const everyField = Object.keys(fieldNames) as TemplateField[];

/** A field as it stands in a text. */
export const writeField = (field: TemplateField): string => `[[${fieldNames[field]}]]`;

/** The same once the record did not know it. */
export const writeOpenField = (field: TemplateField): string => `[[à compléter\u00a0: ${fieldNames[field]}]]`;

/** A place [start, end[ of a text between double brackets. */
export interface FieldPlace {
  start: number;
  end: number;
  /** As typed, on one line. */
  name: string;
  /** Null: no field is called so, and the words stay as they are. */
  field: TemplateField | null;
}

/** As a name is compared: no matter which spaces, capitals or apostrophe, composed or not. */
const plain = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').replaceAll("'", '’').trim().toLowerCase();

const fieldNamed = new Map(everyField.map((field) => [plain(fieldNames[field]), field]));

/** Longer than this between brackets is no name. */
const LONGEST = 80;
const pattern = new RegExp(`\\[\\[([^[\\]\\n]{1,${LONGEST}})\\]\\]`, 'gu');
const open = /^\s*à\s+compléter\s*:/iu;

/** What a text leaves open, in order. */
export function fieldPlaces(text: string): FieldPlace[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name = (match[1] ?? '').normalize('NFC').replace(open, '').replace(/\s+/g, ' ').trim();
    const place = { start: match.index, end: match.index + match[0].length, name };
    return name === '' ? [] : [{ ...place, field: fieldNamed.get(plain(name)) ?? null }];
  });
}
