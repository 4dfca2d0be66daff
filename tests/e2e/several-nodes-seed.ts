// What the errand of several nodes stands on: a convention and its two editors, on the database given as a word. Says, as JSON on a
// line, where the text is and by which cookies they are signed in.
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '../build/conventions.ts';
import { buildPerson, buildSession } from '../build/organisations.ts';

await connectDatabase(process.argv[2] ?? '');
const people = [await buildPerson({ name: 'Camille Nord' }), await buildPerson({ name: 'Dominique Sud' })];
const { id } = await buildConvention({
  title: 'Écrite à deux serveurs',
  content: [heading('Objet du texte'), paragraph('Les partenaires écrivent ensemble.')],
  participants: people.map((person) => ({ personId: person.id, role: 'EDITOR' as const })),
});
const sessions = await Promise.all(people.map((person) => buildSession(person.id)));
process.stdout.write(`${JSON.stringify({ path: `/conventions/${id}`, sessions })}\n`);
await disconnectDatabase();
