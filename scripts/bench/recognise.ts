/** What recognising costs, beside one pass of a plain regular expression of all forms over the same text. */
import { catalogue } from '../../shared/catalogue/catalogue.ts';
import { recognise, recogniseLimits } from '../../shared/recognise/recognise.ts';
import { measure, report } from './measure.ts';

const chars = recogniseLimits.textMaxChars;
const hex32 = '0123456789abcdef'.repeat(2);
const keyId = `AKIA${'ABCDEFGH'.repeat(2)}`;

const usual = {
  'a bare secret': hex32,
  'an .env file of 30 lines': Array.from({ length: 30 }, (_, at) => `SERVICE_${at}_TOKEN=${hex32}`).join('\n'),
  'a curl command': `curl -H 'DD-API-KEY: ${hex32}' https://api.datadoghq.com/api/v1/validate`,
};

/** What was slow once, and what looks as if it could be. */
const worst = {
  'lines of 32 hex digits': `K=${hex32}\n`,
  'lines of AWS key ids': `K=${keyId}\n`,
  'JSON of 32 hex digits': `"k":"${hex32}",`,
  'curl with users': `-u SK${hex32}:x `,
  'curl with headers': '-H "x-api-key: abcdefghi" ',
  'JWTs that are none': 'K=eyJa.eyJb.c\n',
  'line ends': '\n',
  quotes: '"',
  'equals signs': '=',
  'the beginning of a JWT': 'eyJ',
};

export async function benchRecognise(rounds: number): Promise<void> {
  for (const [name, text] of Object.entries(usual)) await compare(name, text, rounds);
  for (const [name, unit] of Object.entries(worst)) {
    const start = name.startsWith('curl') ? 'curl ' : '';
    await compare(`100 kB: ${name}`, (start + unit.repeat(chars / unit.length)).slice(0, chars), rounds);
  }
}

const shapes = catalogue.flatMap(({ parts }) => parts.flatMap((part) => part.shapes));
const allForms = new RegExp(shapes.map(({ expression }) => `(?:${expression.source})`).join('|'), 'g');

async function compare(name: string, text: string, rounds: number): Promise<void> {
  const candidates = [
    { name: 'all forms in one expression, matched once over it', run: () => void text.match(allForms) },
    { name: 'recognise: fields, forms, surroundings, checksums', run: () => void recognise(text) },
  ];
  report(`Recognising ${name}`, await measure(candidates, rounds), 'at most 10 ms');
}
