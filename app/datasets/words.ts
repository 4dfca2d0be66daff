// What is said of datasets, in French. Used by every page that shows one; knows no page.
import type {
  DatasetAccess,
  DatasetKind,
  DatasetLicence,
  DatasetLinkKind,
  DatasetTheme,
  DateOrder,
  DecimalSign,
  Delimiter,
  Encoding,
  Territory,
  UpdateFrequency,
} from '#domain/vocabulary.ts';
import { formatList } from '../french-format.ts';
import { territoryLabels } from '../organisations/words.ts';

export const datasetKindLabels: Record<DatasetKind, string> = {
  DATASET: 'Jeu de données',
  DOCUMENT: 'Document de travail',
  PUBLICATION: 'Publication',
};

export const datasetAccessLabels: Record<DatasetAccess, string> = {
  EVERYONE: 'Ouvert à tous',
  PARTNERS: 'Tous les partenaires',
  CHOSEN: 'Organismes choisis',
  MINE: 'Moi seulement',
};

export const datasetAccessHelp: Record<DatasetAccess, string> = {
  EVERYONE: 'Le public aussi, sans compte\u00a0: ces données entrent dans le catalogue ouvert.',
  PARTNERS: 'Toute personne qui a un compte sur la plate-forme.',
  CHOSEN: 'Votre organisme, et ceux que vous choisissez.',
  MINE: 'Personne d’autre ne voit qu’elles existent.',
};

export const datasetLicenceLabels: Record<DatasetLicence, string> = {
  LICENCE_OUVERTE: 'Licence Ouverte 2.0',
  ODBL: 'ODbL 1.0',
  CONVENTION: 'Réservé à la convention',
};

export const updateFrequencyLabels: Record<UpdateFrequency, string> = {
  NEVER: 'Jamais\u00a0: elles sont définitives',
  IRREGULAR: 'Selon les besoins',
  WEEKLY: 'Chaque semaine',
  MONTHLY: 'Chaque mois',
  QUARTERLY: 'Chaque trimestre',
  TWICE_A_YEAR: 'Deux fois par an',
  YEARLY: 'Chaque année',
};

export const datasetThemeLabels: Record<DatasetTheme, string> = {
  AGRI: 'Agriculture et alimentation',
  ECON: 'Économie et finances',
  EDUC: 'Éducation, culture et sport',
  ENER: 'Énergie',
  ENVI: 'Environnement',
  GOVE: 'Secteur public',
  HEAL: 'Santé',
  INTR: 'International',
  JUST: 'Justice et sécurité',
  REGI: 'Territoires et villes',
  SOCI: 'Population et société',
  TECH: 'Science et techniques',
  TRAN: 'Transports',
};

export const datasetLinkKindLabels: Record<DatasetLinkKind, string> = {
  CONVENTION: 'Convention',
  BLOCK: 'Passage du texte',
  OBLIGATION: 'Obligation',
  DELIVERABLE: 'Livrable',
  MEETING: 'Réunion',
};

/** How the file of a table is written, where its guess may be corrected. */
export const encodingLabels: Record<Encoding, string> = {
  'UTF-8': 'UTF-8',
  'WINDOWS-1252': 'Windows (Europe de l’Ouest)',
  'UTF-16LE': 'UTF-16',
  'UTF-16BE': 'UTF-16, octets inversés',
};

export const delimiterLabels: Record<Delimiter, string> = {
  ';': 'Point-virgule (\u202f; )',
  ',': 'Virgule ( , )',
  '\t': 'Tabulation',
  '|': 'Barre ( | )',
};

export const decimalSignLabels: Record<DecimalSign, string> = {
  ',': 'Virgule\u00a0: 12,5',
  '.': 'Point\u00a0: 12.5',
};

export const dateOrderLabels: Record<DateOrder, string> = {
  DMY: 'Jour, mois, année',
  MDY: 'Mois, jour, année',
  YMD: 'Année, mois, jour',
};

const formatLabels: Readonly<Record<string, string>> = {
  GEOJSON: 'GeoJSON',
  SHAPEFILE: 'Shapefile',
  GEOPACKAGE: 'GeoPackage',
  KML: 'KML',
  CSV: 'CSV',
  XLSX: 'Excel',
  ODS: 'Tableur OpenDocument',
  PDF: 'PDF',
  DOCX: 'Word',
  ODT: 'Texte OpenDocument',
  IMAGE: 'Image',
};

/** What a format is called; « Fichier » for what is none of ours. */
export const formatLabel = (format: string): string => formatLabels[format] ?? 'Fichier';

/** Where data are about, in words. */
export const territoriesWords = (territories: readonly Territory[]): string =>
  territories.length === 0 ? 'Tout le Pas-de-Calais' : formatList(territories.map((one) => territoryLabels[one]));
