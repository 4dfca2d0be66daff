// `prisma generate` is the only command of Prisma's CLI used here. It insists on a schema engine it never calls;
// any executable satisfies it, so nothing is downloaded. Migrations: prisma/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default { schema: 'prisma/schema' };
