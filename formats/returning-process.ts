// The process that reads one Word file that comes back, with its tracked changes and comments, and ends. Started by reading.ts
// as reading-process.ts is.
import { readReturnedDocx } from './docx.ts';
import { answerWith } from './process-answers.ts';
import { FileRefusal } from './refusals.ts';

await answerWith(async (archive) => {
  const types = (await archive.read('[Content_Types].xml'))?.toString('utf8') ?? '';
  if (!/wordprocessingml\.(?:document|template)|ms-word\.\w+\.macroEnabled/.test(types))
    throw new FileRefusal('OTHER_KIND', archive.has('content.xml') ? 'odt' : 'zip');
  return readReturnedDocx(archive);
});
