// What may be deposited, and how rows may be chosen: all that pages need of what checks it. Browser-safe.

/** Bytes that a deposit may have, and the same in words. */
export const DEPOSIT_LIMIT = 1024 ** 3;
export const DEPOSIT_LIMIT_WORDS = '1\u00a0Go';

/** Names that a deposit may have; what else comes is refused before a byte is sent. */
export const depositExtensions = [
  'geojson',
  'json',
  'zip',
  'gpkg',
  'kml',
  'csv',
  'xlsx',
  'ods',
  'pdf',
  'docx',
  'odt',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
] as const;

/** The same, for the choice of a file in a browser. */
export const depositAccept = depositExtensions.map((extension) => `.${extension}`).join(',');

const pictureExtensions = ['geojson', 'zip', 'gpkg', 'kml', 'png', 'jpg', 'jpeg', 'gif', 'webp'];

/** Whether a file's name is that of a map or an image, which some do not see. */
export const isPicture = (name: string): boolean =>
  pictureExtensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`));

/** How a column may be held against what is asked of it. */
export const filterOperators = ['CONTAINS', 'EQUALS', 'AT_LEAST', 'AT_MOST', 'EMPTY'] as const;

/** Rows that one window of a table holds at most. */
export const WINDOW_ROWS = 200;
