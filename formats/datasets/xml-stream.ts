// XML of any length as events, an element at a time, under limits: no DTD, no entity of its own, no endless nesting.
// Names come without prefix. Called by the readers of KML, workbooks and sheets.
import { type SaxesAttributePlain, SaxesParser } from 'saxes';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';

/** What a reader is told. */
export interface XmlHandler {
  open?(name: string, attribute: (name: string) => string | null): void;
  text?(words: string): void;
  close?(name: string): void;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** Tells a handler what stands in the XML; between two chunks `pause` may give away what was gathered. */
export async function* readXml<T>(
  chunks: AsyncIterable<Buffer>,
  handler: XmlHandler,
  gathered: () => Iterable<T>,
): AsyncGenerator<T> {
  const parser = parserOf(handler);
  let decoder: TextDecoder | null = null;
  try {
    for await (const chunk of chunks) {
      decoder ??= decoderOf(chunk);
      parser.write(decoder.decode(chunk, { stream: true }));
      yield* gathered();
    }
    parser.close();
  } catch (error) {
    // saxes throws plain errors: which character is wrong helps nobody who deposits a file.
    throw error instanceof Error && error.name === 'Error' ? new DatasetRefusal('DAMAGED') : error;
  }
  yield* gathered();
}

/** The same where nothing is given away on the way. */
export async function walkXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(chunks, handler, () => []));
}

/** Only what the byte order mark says is believed: a declared encoding could hide markup. */
function decoderOf(bytes: Buffer): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
  return new TextDecoder(/^(iso-8859-1|iso-8859-15|windows-1252)$/i.test(declared ?? '') ? declared : 'utf-8');
}

function parserOf(handler: XmlHandler): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on('error', (error) => {
    throw error;
  });
  // No program writes one into data; entities that multiply and files of the server start there.
  parser.on('doctype', () => {
    throw new DatasetRefusal('HOSTILE');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > datasetLimits.xmlDepth) throw new DatasetRefusal('HOSTILE');
    const attributes = tag.attributes as Record<string, SaxesAttributePlain | string>;
    handler.open?.(local(tag.name), (name) => attributeOf(attributes, name));
  });
  const text = (words: string) => handler.text?.(words);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', (tag) => {
    depth -= 1;
    handler.close?.(local(tag.name));
  });
  return parser;
}

function attributeOf(attributes: Record<string, unknown>, name: string): string | null {
  if (Object.hasOwn(attributes, name)) return String(attributes[name]);
  for (const key of Object.keys(attributes)) if (local(key) === name) return String(attributes[key]);
  return null;
}
