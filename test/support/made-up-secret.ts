/** Makes up texts that fit a form of the catalogue, so that no secret's likeness stands in the repository. */
import type { Shape } from '../../shared/catalogue/issuer.ts';
import { withChecksum } from '../../shared/recognise/checksum.ts';
import type { SeededRandom } from './seeded-random.ts';

export function madeUpSecret(shape: Shape, random: SeededRandom): string {
  const text = new Sampler(shape.expression.source, random).alternatives();
  return shape.checksum === undefined ? text : withChecksum(text, shape.checksum);
}

const printable = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at));

/** Reads a regular expression of the kind that the catalogue has, and answers a text that it matches. */
class Sampler {
  readonly #source: string;
  readonly #random: SeededRandom;
  #at = 0;

  constructor(source: string, random: SeededRandom) {
    this.#source = source;
    this.#random = random;
  }

  alternatives(): string {
    const texts = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      texts.push(this.#sequence());
    }
    return this.#random.pick(texts);
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!)) text += this.#repeated();
    return text;
  }

  #repeated(): string {
    const start = this.#at;
    let text = this.#atom();
    const end = this.#at;
    const count = this.#count();
    if (count === undefined) return text;
    if (count === 0) text = '';
    for (let more = 1; more < count; more++) text += new Sampler(this.#source.slice(start, end), this.#random).#atom();
    return text;
  }

  #count(): number | undefined {
    const match = /^(?:\{(\d+)(?:,(\d+))?\}|\?)/.exec(this.#source.slice(this.#at));
    if (match === null) return undefined;
    this.#at += match[0].length;
    if (match[0] === '?') return this.#random.below(2);
    const [least, most] = [Number(match[1]), Number(match[2] ?? match[1])];
    return least + this.#random.below(Math.min(most - least, 40) + 1);
  }

  #atom(): string {
    const source = this.#source;
    const rest = source.slice(this.#at);
    if (rest.startsWith('(?:')) {
      this.#at += 3;
      const text = this.alternatives();
      this.#at++;
      return text;
    }
    const [unit] = /^(?:\[[^\]]*\]|\\.|.)/s.exec(rest)!;
    this.#at += unit.length;
    const fits = new RegExp(`^${unit}$`);
    return this.#random.pick(/^[[\\]/.test(unit) ? printable.filter((one) => fits.test(one)) : [unit]);
  }
}
