// What a deposited file turned out to be. Made in the checking process, kept by domain/datasets.

import type { DateOrder, DecimalSign, Delimiter, Encoding } from '#domain/vocabulary.ts';

export type DatasetKind = 'TABLE' | 'FEATURES' | 'DOCUMENT' | 'IMAGE' | 'OTHER';
export type DatasetFormat =
  | 'GEOJSON'
  | 'SHAPEFILE'
  | 'GEOPACKAGE'
  | 'KML'
  | 'CSV'
  | 'XLSX'
  | 'ODS'
  | 'PDF'
  | 'DOCX'
  | 'ODT'
  | 'IMAGE'
  | 'OTHER';
export type ColumnType = 'TEXT' | 'NUMBER' | 'DATE' | 'BOOLEAN';

/** West, south, east, north, in degrees of WGS84. */
export type Box = [number, number, number, number];

/** How a file was read; each part is a guess that whoever deposits it may correct. null where a format has no such part. */
export interface Reading {
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  decimal: DecimalSign | null;
  dateOrder: DateOrder | null;
  /** The line that names the columns, from 1, of a CSV without counting empty ones; 0 where none does. */
  headerRow: number | null;
  /** Name of the sheet of a workbook, of the layer of a GeoPackage, of the .shp of a zip. */
  sheet: string | null;
}

export interface CheckedColumn {
  name: string;
  type: ColumnType;
}

export interface CheckedGeometry {
  type: 'POINT' | 'LINE' | 'POLYGON' | 'MIXED';
  /** What the file's coordinates were in, « EPSG:2154 »; those of the prepared file are WGS84. */
  crs: string;
  bbox: Box;
  vertices: number;
  /** What is to be known of their precision, in French; null for nothing. */
  note: string | null;
}

/** What a file is. `rowCount` is null where there is no table: only then no prepared file was written. */
export interface CheckedDataset {
  kind: DatasetKind;
  format: DatasetFormat;
  mediaType: string;
  rowCount: number | null;
  columns: CheckedColumn[];
  geometry: CheckedGeometry | null;
  /** The words of a document, for the search. */
  text: string | null;
  /** Pages of a PDF that can be shown one by one; null elsewhere. Missing from what was checked before they were counted. */
  pages?: number | null;
  /** What was guessed, changed or left out, in French sentences. */
  remarks: string[];
  reading: Reading | null;
}
