// A mail's text as HTML, for who reads mail so: the same words, links that open, lists that are lists. No image, no script and
// nothing fetched; colours are the reader's own, light or dark. Everything is escaped here, in `escaped` alone.

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (words: string) => words.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** An address that opens; the point or comma after it is the sentence's. */
const ADDRESS = /https?:\/\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)]/g;

/** A line, its addresses made links. What they show is where they lead. */
function inline(line: string): string {
  let html = '';
  let from = 0;
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    html += `${escaped(line.slice(from, index))}<a href="${escaped(address)}">${escaped(address)}</a>`;
    from = index + address.length;
  }
  return html + escaped(line.slice(from));
}

const BULLET = /^[-–•] /;

/** A paragraph of lines; lines that begin with a bullet are a list, and those set in after one belong to it. */
function block(lines: readonly string[]): string {
  const parts: { isList: boolean; items: string[] }[] = [];
  for (const line of lines) {
    const isItem = BULLET.test(line);
    const last = parts.at(-1);
    const words = inline(line.replace(BULLET, '').trim());
    if (last?.isList && line.startsWith('  ')) last.items.push(`${last.items.pop()}<br>${words}`);
    else if (last && last.isList === isItem) last.items.push(words);
    else parts.push({ isList: isItem, items: [words] });
  }
  return parts
    .map(({ isList, items }) =>
      isList ? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>` : `<p>${items.join('<br>')}</p>`,
    )
    .join('\n');
}

const blocks = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((part) => part.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .map(block)
    .join('\n');

const styles = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{margin:0;padding:1.5rem;font:16px/1.5 "Source Sans 3",system-ui,"Segoe UI",Arial,sans-serif}',
  'main{max-width:38rem;margin:0 auto}',
  'a{overflow-wrap:anywhere}',
  'footer{margin-top:2rem;border-top:1px solid;padding-top:.5rem;font-size:.875rem}',
  '@media (prefers-color-scheme:dark){a{color:#8ab4f8}}',
].join('');

/** The whole HTML of a mail: `text` with its foot after « -- » as letters.ts frames it. */
export function mailHtml({ subject, text }: { subject: string; text: string }): string {
  const [body = '', ...foot] = text.split('\n-- \n');
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(subject)}</title>
<style>${styles}</style>
</head>
<body>
<main>
${blocks(body)}
<footer>
${blocks(foot.join('\n'))}
</footer>
</main>
</body>
</html>
`;
}
