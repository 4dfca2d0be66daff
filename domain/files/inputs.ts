// What a file handed in as evidence must be. Browser-safe: forms say it before anything is sent.
import { z } from 'zod';
import { emptyAsNull } from '../fields.ts';
import { fileKinds } from '../vocabulary.ts';

/** Characters of a file's name; what anybody may send is cut before it is cleaned. */
const NAME_LIMIT = 200;
const SENT_LIMIT = 4000;

/**
 * The last part of a path, on one line, without what is not seen or turns the words around it; at most 200 characters, of
 * which the extension stays.
 */
export function cleanFileName(name: string): string {
  const clean = (name.slice(-SENT_LIMIT).split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}]+/gu, '')
    .trim();
  if (/^\.*$/.test(clean)) return 'sans nom';
  const extension = /\.[^.]{1,10}$/u.exec(clean)?.[0] ?? '';
  // By characters, not by halves of them: PostgreSQL keeps no half.
  const stem = [...clean.slice(0, clean.length - extension.length)];
  return `${stem.slice(0, NAME_LIMIT - [...extension].length).join('')}${extension}`;
}

/** How a file to keep is named to a browser: for programs that read no accents (RFC 6266), and as it is (RFC 8187). */
export function attachmentNamed(name: string): string {
  const clean = cleanFileName(name);
  const plain = clean
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Words of a name in no particular order; capitals and accents do not count. */
const words = z
  .string()
  .max(200, 'Raccourcissez la recherche.')
  .transform((given) =>
    given
      .normalize('NFD')
      // No name holds what is not seen, and the database takes no NUL. Accents are dropped as file-views.ts drops them.
      .replace(/[\u0300-\u036f\p{Cf}]/gu, '')
      .replace(/[\s\p{Cc}\p{Surrogate}]+/gu, ' ')
      .toLowerCase()
      .split(' ')
      .filter((word) => word !== ''),
  );

/** All that is given must hold. */
export const fileFilter = z.object({
  kind: z.preprocess(emptyAsNull, z.enum(fileKinds, 'Ce type de document n’existe pas.').nullish()),
  words: words.nullish(),
});

export type FileFilter = z.output<typeof fileFilter>;
