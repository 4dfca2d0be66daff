// A text as a file to take away: for paper, for Word, for LibreOffice.
import { type TextFile, writeComparisonFile, writeTextFile } from '#domain/exports/text-files.ts';
import { textFileFormats } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { TextComparisonType } from './text-comparison.ts';

const TextFileFormatType = builder.enumType('TextFileFormat', {
  description: 'PDF : accessible, à imprimer. DOCX : pour Word. ODT : pour LibreOffice.',
  values: textFileFormats,
});

const TextFileType = builder.objectRef<TextFile>('TextFile').implement({
  description: 'Un texte en fichier, fait au moment où il est demandé.',
  fields: (t) => ({
    name: t.exposeString('name'),
    mediaType: t.exposeString('mediaType'),
    content: t.field({ type: 'Bytes', resolve: ({ content }) => content }),
  }),
});

builder.queryField('textFile', (t) =>
  t.field({
    type: TextFileType,
    complexity: 100,
    description:
      'Un texte que qui demande peut lire, en fichier : d’une convention, de notes, d’un compte rendu ou d’un bilan, par l’identifiant de son document, ou d’une de leurs versions. Ce qui est signé ou approuvé a pour PDF celui qui a été gardé. Un DOCX d’un texte où l’on peut proposer dit de quelle version il est fait, pour pouvoir être repris (`takeWordBack`). UNPRINTABLE_TEXT quand un caractère ne s’imprime pas.',
    args: {
      id: t.arg.id({ required: true, description: 'D’un document, ou d’une version.' }),
      format: t.arg({ type: TextFileFormatType, required: true, description: 'Le fichier voulu.' }),
      withComments: t.arg.boolean({ description: 'Avec ce qui est dit du texte d’une convention ; jamais en PDF.' }),
      withSuggestions: t.arg.boolean({
        description:
          'Avec ce qui attend une décision dans le texte, en modifications suivies au nom de leurs auteurs ; jamais en PDF.',
      }),
    },
    resolve: (_root, args, context) => writeTextFile(signedIn(context), args),
  }),
);

builder.objectField(TextComparisonType, 'file', (t) =>
  t.field({
    type: TextFileType,
    complexity: 100,
    description:
      'La comparaison en fichier. En DOCX et en ODT, le texte entier avec les différences en modifications suivies : les refuser toutes donne le texte d’avant. UNPRINTABLE_TEXT quand un caractère ne s’imprime pas en PDF.',
    args: { format: t.arg({ type: TextFileFormatType, required: true, description: 'Le fichier voulu.' }) },
    resolve: (comparison, { format }, context) => writeComparisonFile(signedIn(context), comparison, format),
  }),
);
