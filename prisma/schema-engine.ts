// Prisma's own schema engine, as WebAssembly: nothing is downloaded. It applies migrations and prints differences
// between schemas. prisma/migrate.ts calls it; it knows neither which migrations exist nor who may run them.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type pg from 'pg';
import { log } from '#log.ts';
import { root } from '../programs.ts';

const schemaFolder = join(root, 'prisma/schema');

/** What is kept, as people write it: the files of `prisma/schema/`, one a room of the domain, one after the other. */
export async function readSchema(): Promise<string> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith('.prisma')).sort();
  const parts = await Promise.all(names.map((name) => readFile(join(schemaFolder, name), 'utf8')));
  return parts.join('\n');
}

/** One committed migration: the name of its folder and its SQL. */
export type Migration = { name: string; sql: string };

type Glue = { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: WebAssembly.Exports): void };

let started: Promise<typeof SchemaEngine> | undefined;

async function startWasm(): Promise<typeof SchemaEngine> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bindings = glue as unknown as Glue;
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings.SchemaEngine;
}

/**
 * PrismaPg, except that a script reaches the server whole: PrismaPg cuts it at every `;`, even inside a function's body.
 * The engine reports a script's error without its words, so `failed` is told them.
 */
function adapterOf(pool: pg.Pool, failed: (error: unknown) => void) {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  const executeScript = async (script: string) => {
    try {
      await pool.query(script);
    } catch (error) {
      failed(error);
      throw error;
    }
  };
  factory.connect = async () => Object.assign(await connect(), { executeScript });
  return bindMigrationAwareSqlAdapterFactory(factory);
}

const filters = { externalTables: [], externalEnums: [] };

async function withEngine<Result>(pool: pg.Pool, use: (engine: SchemaEngine) => Promise<Result>): Promise<Result> {
  started ??= startWasm();
  const Engine = await started;
  let scriptError: unknown;
  const adapter = adapterOf(pool, (error) => {
    scriptError = error;
  });
  const note = (line: string) => log.trace({ line }, 'schema engine');
  const engine = await Engine.new({ datamodels: undefined }, note, adapter);
  try {
    return await use(engine);
  } catch (error) {
    throw scriptError ?? error;
  } finally {
    engine.free();
  }
}

function listOf(migrations: Migration[]): MigrationList {
  return {
    baseDir: 'prisma/migrations',
    lockfile: { path: 'prisma/migrations/migration_lock.toml', content: null },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** Applies what is not applied yet of `migrations`, in order, and notes each in `_prisma_migrations`. */
export async function applyMigrations(pool: pg.Pool, migrations: Migration[]): Promise<void> {
  await withEngine(pool, (engine) => engine.applyMigrations({ migrationsList: listOf(migrations), filters }));
}

/** The SQL that leads from one text of schema.prisma to another; `from` null means an empty database. */
export async function sqlBetween(pool: pg.Pool, from: string | null, to: string): Promise<string> {
  const schema = (content: string): DiffTarget => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'schema.prisma', content }],
  });
  const { stdout } = await withEngine(pool, (engine) =>
    engine.diff({
      from: from === null ? { tag: 'empty' } : schema(from),
      to: schema(to),
      script: true,
      exitCode: null,
      filters,
    }),
  );
  return stdout ?? '';
}
