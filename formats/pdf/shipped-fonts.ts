// The fonts that a text is printed from besides the one within the compiler: files of the product, under names that no
// machine has. The compiler also finds the fonts of the machine; whatever is called otherwise is never asked for.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** After the text's own face, in the order in which they are asked for a character. One weight each: a bold symbol is a symbol. */
const files = {
  'Ingenierie62 Signes': 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'Ingenierie62 Symboles': '@expo-google-fonts/noto-sans-symbols-2/400Regular/NotoSansSymbols2_400Regular.ttf',
  'Ingenierie62 Emoji': '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
} as const;

/** Names of the families, for the template. */
export const families: readonly string[] = Object.keys(files);

const HEADER = 12;
const ENTRY = 16;

/** A `name` table (OpenType, format 0) that says one name for the family and the face. */
function nameTable(family: string): Buffer {
  const said: [id: number, words: string][] = [
    [1, family],
    [2, 'Regular'],
    [4, family],
    [6, family.replaceAll(' ', '')],
  ];
  const head = Buffer.alloc(6 + said.length * 12);
  const words = said.map(([, name]) => Buffer.from(name, 'utf16le').swap16());
  head.writeUInt16BE(said.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  for (const [at, [id]] of said.entries()) {
    const length = words[at]?.length ?? 0;
    // Windows, Unicode, English: what every reader of fonts takes.
    [3, 1, 0x409, id, length, offset].forEach((value, field) => {
      head.writeUInt16BE(value, 6 + at * 12 + field * 2);
    });
    offset += length;
  }
  return Buffer.concat([head, ...words]);
}

/** A font under another family's name; everything else as it was. */
function renamed(font: Buffer, family: string): Buffer {
  const count = font.readUInt16BE(4);
  const directory = Buffer.from(font.subarray(0, HEADER + count * ENTRY));
  const names = nameTable(family);
  for (let entry = HEADER; entry < directory.length; entry += ENTRY) {
    if (directory.toString('latin1', entry, entry + 4) !== 'name') continue;
    directory.writeUInt32BE(font.length, entry + 8);
    directory.writeUInt32BE(names.length, entry + 12);
  }
  return Buffer.concat([directory, font.subarray(directory.length), names]);
}

/** The bytes of those fonts. */
export const readFonts = (): Buffer[] =>
  Object.entries(files).map(([family, file]) => renamed(readFileSync(resolve(file)), family));
