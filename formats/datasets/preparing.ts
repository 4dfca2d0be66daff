// Reads a source twice: once to judge its columns and find its projection, once to write the prepared file. Called by
// checking-process.ts.
import type { CheckedDataset, CheckedGeometry, Reading } from './checked.ts';
import { Reread } from './csv.ts';
import { columnNames } from './headers.ts';
import { datasetLimits } from './limits.ts';
import { PreparedWriter } from './prepared.ts';
import { guessedProjection, namedProjection, type Projection } from './projections.ts';
import { DatasetRefusal } from './refusals.ts';
import { firstPosition, ShapeReader } from './shapes.ts';
import { coarseLevels } from './simplification.ts';
import type { Row, Source } from './source.ts';
import { type ColumnPlan, ColumnSurvey, store } from './values.ts';

interface Survey {
  columns: ColumnSurvey[];
  rowCount: number;
  /** The first place of an object, from which the projection is guessed. */
  first: [number, number] | null;
  /** Some object is not a point: coarser copies are of use. */
  hasContours: boolean;
}

/** Writes what `source` holds to `path`, and says what it is. Throws DatasetRefusal. */
export async function prepare(source: Source, path: string, asked: Partial<Reading>): Promise<CheckedDataset> {
  const survey = await surveyAll(source);
  if (survey.rowCount === 0) throw new DatasetRefusal('NO_ROWS');
  const plans = columnNames(source.names, source.names.length).map((name, index) =>
    (survey.columns[index] ?? new ColumnSurvey()).decide(name, source.isTyped, asked),
  );
  if (survey.columns.some(({ longest }) => longest > datasetLimits.cellCharacters))
    source.remarks.add('Des cases très longues ont été coupées à 32 767 caractères.');
  const projection = source.hasShapes ? projectionOf(source, survey) : null;
  const coarse = projection ? (survey.hasContours ? coarseLevels.length : 0) : null;
  const geometry = await write(source, new PreparedWriter(path, plans, { coarse }), plans, projection);
  return {
    kind: source.hasShapes ? 'FEATURES' : 'TABLE',
    format: source.format,
    mediaType: source.mediaType,
    rowCount: survey.rowCount,
    columns: plans.map(({ name, type }) => ({ name, type })),
    geometry,
    text: null,
    remarks: [...source.remarks],
    reading: source.reading && readingOf(source.reading, survey, plans, asked),
  };
}

async function surveyAll(source: Source): Promise<Survey> {
  try {
    return await surveyOnce(source);
  } catch (error) {
    if (error instanceof Reread) return surveyOnce(source);
    throw error;
  }
}

async function surveyOnce(source: Source): Promise<Survey> {
  const survey: Survey = { columns: [], rowCount: 0, first: null, hasContours: false };
  const most = source.hasShapes ? datasetLimits.features : datasetLimits.rows;
  for await (const rows of source.rows()) {
    survey.rowCount += rows.length;
    if (survey.rowCount > most) throw new DatasetRefusal('TOO_MANY_ROWS', String(most));
    const width = source.names.length;
    if (width > datasetLimits.columns) throw new DatasetRefusal('TOO_MANY_COLUMNS', String(datasetLimits.columns));
    if (survey.rowCount * width > datasetLimits.cells)
      throw new DatasetRefusal('TOO_MANY_ROWS', String(Math.floor(datasetLimits.cells / width)));
    while (survey.columns.length < width) survey.columns.push(new ColumnSurvey());
    for (const row of rows) noteRow(survey, row, source.isTyped);
  }
  return survey;
}

function noteRow(survey: Survey, { values, shape }: Row, isTyped: boolean): void {
  for (let index = 0; index < values.length; index += 1) survey.columns[index]?.note(values[index] ?? null, isTyped);
  if (shape === null || shape === undefined) return;
  survey.hasContours ||= !/Point$/.test(String((shape as { type?: unknown }).type));
  if (survey.first) return;
  const place = firstPosition(shape);
  if (place?.every(Number.isFinite)) survey.first = place;
}

function projectionOf(source: Source, { first }: Survey): Projection {
  const guessed = first && guessedProjection(first);
  if (source.crs !== null) {
    const named = namedProjection(source.crs);
    // Degrees are what GeoJSON is read in when it names nothing; metres in a file that says degrees are a slip.
    if (named.crs !== 'EPSG:4326' || !guessed || guessed.crs === named.crs) return named;
  }
  if (!first) return namedProjection('EPSG:4326');
  if (!guessed) throw new DatasetRefusal('OUT_OF_RANGE');
  if (guessed.crs !== 'EPSG:4326' || source.format === 'SHAPEFILE')
    source.remarks.add(
      `Le fichier ne dit pas, ou dit mal, sa projection : d’après ses coordonnées, elle a été lue comme ${guessed.crs}.`,
    );
  return guessed;
}

/** Writes all rows, and gives what the geometries come to. */
async function write(
  source: Source,
  writer: PreparedWriter,
  plans: ColumnPlan[],
  projection: Projection | null,
): Promise<CheckedGeometry | null> {
  const shapes = projection ? new ShapeReader(projection) : null;
  try {
    for await (const rows of source.rows())
      for (const { values, shape } of rows) {
        const stored = plans.map((plan, index) => store(values[index] ?? null, plan));
        writer.add(stored, shapes ? shapes.read(shape) : null);
      }
    if (shapes && shapes.placed === 0 && shapes.misplaced > 0) throw new DatasetRefusal('OUT_OF_RANGE');
  } catch (error) {
    writer.abandon();
    throw error;
  }
  const geometry = shapes && projection ? geometryOf(shapes, projection, source.remarks) : null;
  writer.finish(geometry);
  return geometry;
}

const many = (count: number, one: string, several: string) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('fr-FR')} ${several}`;

function geometryOf(shapes: ShapeReader, { crs, note }: Projection, remarks: Set<string>): CheckedGeometry | null {
  if (shapes.misplaced > 0)
    remarks.add(
      `${many(shapes.misplaced, 'objet a une géométrie impossible', 'objets ont une géométrie impossible')} (coordonnées hors de la Terre, ou contour incomplet) : présents dans le tableau, absents de la carte.`,
    );
  if (shapes.hadHeights)
    remarks.add('Les altitudes et les mesures des coordonnées n’ont pas été gardées pour la carte.');
  if (shapes.placed === 0) return null;
  return { type: shapes.type, crs, bbox: shapes.bbox, vertices: shapes.vertices, note };
}

/** The reading with what was settled while the columns were judged. */
function readingOf(reading: Reading, survey: Survey, plans: ColumnPlan[], asked: Partial<Reading>): Reading {
  if (reading.delimiter === null) return reading;
  const points = survey.columns.filter((column) => column.decimals['.'] > 0 && column.decimals[','] === 0).length;
  const commas = survey.columns.filter((column) => column.decimals[','] > 0 && column.decimals['.'] === 0).length;
  const dated = plans.find(({ type }) => type === 'DATE');
  return {
    ...reading,
    decimal: asked.decimal ?? (points > commas ? '.' : ','),
    dateOrder: asked.dateOrder ?? dated?.dateOrder ?? 'DMY',
  };
}
