// The organisations and people of the demonstration. Organisations are those of the convention; every person is invented.
import type { OrganisationKind, ParticipantRole, Territory } from '#domain/vocabulary.ts';

/** One password for all demonstration accounts; said at start, worth nothing elsewhere. */
export const DEMONSTRATION_PASSWORD = 'Terril-Demo-2026';

export interface DemonstrationOrganisation {
  name: string;
  shortName: string;
  kind: OrganisationKind;
  siret?: string;
  address?: string;
  representative?: string;
  units?: { name: string; shortName: string; territory?: Territory }[];
}

export const organisations: DemonstrationOrganisation[] = [
  {
    name: 'Département du Pas-de-Calais',
    shortName: 'Département',
    kind: 'DEPARTMENT',
    siret: '22620001200012',
    address: 'Hôtel du Département, rue Ferdinand Buisson, 62018 Arras Cedex 9',
    representative: 'le président du Conseil départemental',
    units: [
      { name: 'Direction Accompagnement des Territoires', shortName: 'DAT' },
      { name: 'MDADT de Lens-Hénin', shortName: 'MDADT Lens-Hénin', territory: 'LENS_HENIN' },
      { name: 'MDADT de l’Artois', shortName: 'MDADT Artois', territory: 'ARTOIS' },
      { name: 'Direction des affaires culturelles', shortName: 'DAC' },
      { name: 'Direction des finances', shortName: 'Finances' },
      { name: 'Direction des sports', shortName: 'Sports' },
      { name: 'Direction de l’éducation et des collèges', shortName: 'Éducation' },
      { name: 'Direction de l’emploi et de l’insertion', shortName: 'Emploi-insertion' },
    ],
  },
  {
    name: 'Mission Bassin Minier Nord-Pas de Calais',
    shortName: 'Mission Bassin Minier',
    kind: 'ASSOCIATION',
    siret: '43216716100012',
    address: 'Carreau de Fosse du 9/9 bis, rue du Tordoir, BP 16, 62590 Oignies',
    representative: 'la présidente de l’association',
  },
  { name: 'Agence d’urbanisme de l’Artois', shortName: 'Agence d’urbanisme', kind: 'AGENCY' },
  { name: 'Pas-de-Calais Tourisme', shortName: 'Pas-de-Calais Tourisme', kind: 'AGENCY' },
  { name: 'EDEN 62', shortName: 'EDEN 62', kind: 'AGENCY' },
  { name: 'Communauté d’agglomération de Lens-Liévin', shortName: 'CA Lens-Liévin', kind: 'EPCI' },
  { name: 'Communauté d’agglomération Hénin-Carvin', shortName: 'CA Hénin-Carvin', kind: 'EPCI' },
  {
    name: 'Communauté d’agglomération Béthune-Bruay, Artois-Lys Romane',
    shortName: 'CA Béthune-Bruay',
    kind: 'EPCI',
  },
  { name: 'Préfecture du Pas-de-Calais', shortName: 'État', kind: 'STATE' },
  { name: 'Région Hauts-de-France', shortName: 'Région', kind: 'REGION' },
  { name: 'Département du Nord', shortName: 'Département du Nord', kind: 'DEPARTMENT' },
];

export interface DemonstrationPerson {
  email: string;
  name: string;
  jobTitle: string;
  organisation: string;
  unit?: string;
  /** In the demonstration conventions; null: none by name. */
  role: ParticipantRole | null;
  organisationAdministrator?: boolean;
  platformAdministrator?: boolean;
}

/** One account a role. Addresses end in `.test`, which no mail ever reaches. */
export const people: DemonstrationPerson[] = [
  {
    email: 'dat@demo.test',
    name: 'Hélène Carpentier',
    jobTitle: 'Chargée des conventions d’ingénierie',
    organisation: 'Département du Pas-de-Calais',
    unit: 'Direction Accompagnement des Territoires',
    role: 'STEWARD',
    organisationAdministrator: true,
  },
  {
    email: 'lens-henin@demo.test',
    name: 'Karim Benali',
    jobTitle: 'Développeur territorial',
    organisation: 'Département du Pas-de-Calais',
    unit: 'MDADT de Lens-Hénin',
    role: 'EDITOR',
  },
  {
    email: 'artois@demo.test',
    name: 'Sophie Delattre',
    jobTitle: 'Développeuse territoriale',
    organisation: 'Département du Pas-de-Calais',
    unit: 'MDADT de l’Artois',
    role: 'EDITOR',
  },
  {
    email: 'mission@demo.test',
    name: 'Julien Wavrin',
    jobTitle: 'Directeur adjoint',
    organisation: 'Mission Bassin Minier Nord-Pas de Calais',
    role: 'EDITOR',
    organisationAdministrator: true,
  },
  {
    email: 'agence@demo.test',
    name: 'Claire Lemaire',
    jobTitle: 'Urbaniste',
    organisation: 'Agence d’urbanisme de l’Artois',
    role: 'COMMENTER',
  },
  {
    email: 'lecture@demo.test',
    name: 'Thomas Roussel',
    jobTitle: 'Chargé de mission habitat',
    organisation: 'Communauté d’agglomération de Lens-Liévin',
    role: 'READER',
  },
  {
    email: 'administration@demo.test',
    name: 'Nadia Fournier',
    jobTitle: 'Administratrice de la plate-forme',
    organisation: 'Département du Pas-de-Calais',
    role: null,
    platformAdministrator: true,
  },
];
