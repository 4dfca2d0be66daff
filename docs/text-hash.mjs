// node docs/text-hash.mjs text.json – the hash of a signed text; text.json is { "title", "year", "text" } as the API gives them, or all that minutes say.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
const unseen = ['id', 'previousId', 'numbered', 'startAt', 'target', 'rel', 'class', 'title', 'colwidth'];
const says = ([name, value]) => value != null && !unseen.includes(name) && value !== { start: 1, colspan: 1, rowspan: 1 }[name];
const some = (name, value) => (Object.keys(value).length > 0 ? { [name]: value } : {});
const seen = ({ type, text, attrs = {}, marks = [], content = [] }) => ({ type, ...(text && { text }), ...some('attrs', Object.fromEntries(Object.entries(attrs).filter(says))), ...some('marks', marks.map(seen)), ...some('content', content.map(seen)) });
const sorted = (_, value) => (value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value);
const { text, ...said } = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
console.log(createHash('sha256').update(JSON.stringify({ ...said, text: seen(text) }, sorted)).digest('hex'));
