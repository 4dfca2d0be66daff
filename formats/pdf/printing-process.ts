// The process that lays out one text and ends: PrintedText as JSON on standard input, the PDF or the characters that no
// font draws on standard output. Started by printing.ts, so that a long text never holds up who is typing elsewhere.
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { root } from '../../programs.ts';
import { type PrintedText, templateInput, wordsOf } from './printed-text.ts';
import { families, readFonts } from './shipped-fonts.ts';
import { spelled } from './spelling.ts';
import { clustersOf, isMeaningless, UNPRINTABLE_EXIT } from './unprintable.ts';

const workspace = join(root, 'formats/pdf');
const template = join(workspace, 'printed-text.typ');
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: readFonts() }] });

/** PDF/UA-1, or the compiler's words on what in the text keeps it from being one. */
function layOut(source: object, inputs: Record<string, string>, keptAt: Date): Buffer | string {
  const { result } = compiler.compile({ ...source, inputs: { ...inputs, families: JSON.stringify(families) } });
  if (!result) throw new Error('The text could not be laid out.');
  try {
    const creationTimestamp = Math.floor(new Date(keptAt).getTime() / 1000);
    return compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp });
  } catch (error) {
    const { message } = error as Error;
    if (!/could not be displayed|disallowed codepoint/.test(message)) throw error;
    return message;
  }
}

const probe = `
#let given = json(bytes(sys.inputs.clusters))
#let dress = (plain: it => it, bold: strong, italic: emph, both: it => strong(emph(it))).at(sys.inputs.style)
#set document(title: "x")
#set text(lang: "fr", font: ("Libertinus Serif", ..json(bytes(sys.inputs.families))), fallback: false)
#for cluster in given { par(dress(cluster)) }`;

/** Of these clusters, those that no font has in this style. */
function missingIn(style: 'plain' | 'bold' | 'italic' | 'both', clusters: readonly string[]): string[] {
  if (clusters.length === 0) return [];
  const inputs = { clusters: JSON.stringify(clusters.map(spelled)), style };
  if (typeof layOut({ mainFileContent: probe }, inputs, new Date(0)) !== 'string') return [];
  if (clusters.length === 1) return [...clusters];
  const half = Math.ceil(clusters.length / 2);
  return [...missingIn(style, clusters.slice(0, half)), ...missingIn(style, clusters.slice(half))];
}

/** The clusters that cannot be printed, of those given. One without a meaning of its own is never asked of a font. */
const unprintable = (clusters: readonly string[]): string[] => [
  ...clusters.filter(isMeaningless),
  ...missingIn(
    'plain',
    clusters.filter((cluster) => !isMeaningless(cluster)),
  ),
];

/** The PDF, or the clusters that keep it from being made. */
function print(text: PrintedText): Buffer | string[] {
  const clusters = clustersOf(wordsOf(text));
  if (clusters.some(isMeaningless)) return unprintable(clusters);
  const inputs = { text: templateInput(text), upright: '[]' };
  const first = layOut({ mainFilePath: template }, inputs, text.keptAt);
  if (typeof first !== 'string') return first;
  const missing = missingIn('plain', clusters);
  if (missing.length > 0) return missing;
  // What a bold or italic face lacks is printed upright: the regular one has it.
  const upright = (['bold', 'italic', 'both'] as const).flatMap((style) => missingIn(style, clusters));
  const again = { ...inputs, upright: JSON.stringify([...new Set(upright)]) };
  const second = layOut({ mainFilePath: template }, again, text.keptAt);
  if (typeof second !== 'string') return second;
  throw new Error(`The text could not be printed: ${second}`);
}

async function readInput(): Promise<PrintedText> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as PrintedText;
}

const printed = print(await readInput());
if (Array.isArray(printed)) process.exitCode = UNPRINTABLE_EXIT;
process.stdout.write(Array.isArray(printed) ? JSON.stringify(printed) : printed);
