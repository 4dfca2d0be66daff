// Makes GeoPackages of polygons, small or large. Used by the tests of data and by bench/data.ts.
import { openDatabase } from '#formats/datasets/sqlite.ts';

/** A polygon of a GeoPackage: header, then well-known binary. */
function geoPackagePolygon(ring: [number, number][], srs: number): Buffer {
  const bytes = Buffer.alloc(8 + 5 + 4 + 4 + ring.length * 16);
  bytes.write('GP', 0, 'latin1');
  bytes.writeUInt8(1, 3);
  bytes.writeInt32LE(srs, 4);
  bytes.writeUInt8(1, 8);
  bytes.writeUInt32LE(3, 9);
  bytes.writeUInt32LE(1, 13);
  bytes.writeUInt32LE(ring.length, 17);
  ring.forEach(([x, y], index) => {
    bytes.writeDoubleLE(x, 21 + index * 16);
    bytes.writeDoubleLE(y, 29 + index * 16);
  });
  return bytes;
}

/** A ring of so many vertices around a place, in metres. */
function ringAround(x: number, y: number, radius: number, vertices: number): [number, number][] {
  const ring = Array.from({ length: vertices }, (_, index): [number, number] => {
    const angle = (2 * Math.PI * index) / vertices;
    const far = radius * (1 + 0.2 * Math.sin(7 * angle));
    return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
  });
  return [...ring, ring[0] ?? [x, y]];
}

interface Layer {
  count: number;
  vertices: number;
  srs?: number;
  /** One of the polygons lies so many metres east of where it would. */
  shift?: { of: number; metres: number };
}

/** Writes a GeoPackage in Lambert-93 of `count` polygons laid out over the Pas-de-Calais. */
export function writeGeoPackage(path: string, { count, vertices, srs = 2154, shift }: Layer): void {
  const database = openDatabase(path);
  database.exec(`PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id=1196444487;
    CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
    INSERT INTO gpkg_contents VALUES ('parcelles', 'features', ${srs});
    INSERT INTO gpkg_spatial_ref_sys VALUES ('RGF93', ${srs}, 'EPSG', ${srs}, 'undefined');
    INSERT INTO gpkg_geometry_columns VALUES ('parcelles', 'geom', 'POLYGON', ${srs}, 0, 0);
    CREATE TABLE parcelles (fid INTEGER PRIMARY KEY, geom BLOB, nom TEXT, surface REAL, cree DATE); BEGIN`);
  const insert = database.prepare('INSERT INTO parcelles VALUES (?, ?, ?, ?, ?)');
  const across = Math.ceil(Math.sqrt(count));
  for (let index = 0; index < count; index += 1) {
    const x = 600_000 + (index % across) * (100_000 / across) + (shift?.of === index ? shift.metres : 0);
    const y = 6_990_000 + Math.floor(index / across) * (80_000 / across);
    const shape = geoPackagePolygon(ringAround(x, y, 40_000 / across, vertices), srs);
    insert.run([
      index + 1,
      shape,
      `Parcelle ${index} d’Hénin`,
      index * 1.5,
      `20${10 + (index % 15)}-03-0${1 + (index % 9)}`,
    ]);
  }
  insert.finalize();
  database.exec('COMMIT');
  database.close();
}
