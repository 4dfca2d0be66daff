// The process that draws one page of a deposited PDF and ends: where it is and which page as JSON on standard input, the page as
// SVG on standard output. Started by pages.ts with bounded time and answer: a hostile file hurts nothing but it.
import { basename, dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PageAsked } from './pages.ts';

const source = `
#set page(width: auto, height: auto, margin: 0pt)
#image(sys.inputs.path, format: "pdf", page: int(sys.inputs.page), width: 595pt)`;

/** The drawing itself, which the compiler puts into one of its own. */
const INNER = /data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/;

function drawn({ path, page }: PageAsked): string {
  const compiler = NodeCompiler.create({ workspace: dirname(path) });
  const inputs = { path: `/${basename(path)}`, page: String(page) };
  const { result } = compiler.compile({ mainFileContent: source, inputs });
  if (!result) throw new Error('the page cannot be drawn');
  const whole = compiler.plainSvg(result);
  const [, inner] = INNER.exec(whole) ?? [];
  return inner ? Buffer.from(inner, 'base64').toString('utf8') : whole;
}

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
process.stdout.write(drawn(JSON.parse(Buffer.concat(chunks).toString('utf8')) as PageAsked));
