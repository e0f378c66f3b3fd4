/** Looks for what must be found nowhere, in every form in which it could have been written. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Something secret, long enough not to occur by chance. */
export interface Sentinel {
  readonly what: string;
  readonly bytes: Buffer;
}

interface Form {
  readonly form: string;
  readonly needle: Buffer;
}

/** As it is, as UTF-16, hex, with spaces too, and base64 at each of its three alignments, in both alphabets. */
export function formsOf(bytes: Buffer): Form[] {
  const hex = bytes.toString('hex');
  const spaced = hex.replace(/..(?!$)/g, '$& ');
  const texts = [
    { form: 'hex', text: hex },
    { form: 'upper-case hex', text: hex.toUpperCase() },
    { form: 'spaced hex', text: spaced },
    ...[0, 1, 2].flatMap((offset) => {
      const text = base64Core(bytes, offset);
      const url = text.replaceAll('+', '-').replaceAll('/', '_');
      return [
        { form: `base64 at ${offset}`, text },
        { form: `base64url at ${offset}`, text: url },
      ];
    }),
  ];
  const all = [{ form: 'as it is', text: bytes.toString('latin1') }, ...texts];
  return all.flatMap(({ form, text }) => [
    { form, needle: Buffer.from(text, 'latin1') },
    { form: `${form}, as UTF-16`, needle: Buffer.from(text, 'utf16le') },
  ]);
}

/** The characters that no neighbouring byte changes. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  return text.slice(first, end);
}

export class SentinelSearch {
  readonly #needles: { what: string; form: Form }[];

  constructor(sentinels: readonly Sentinel[]) {
    this.#needles = sentinels.flatMap(({ what, bytes }) => formsOf(bytes).map((form) => ({ what, form })));
  }

  /** @returns a line for each that was found. */
  inBytes(where: string, haystack: Buffer): string[] {
    const found = this.#needles.filter(({ form }) => haystack.includes(form.needle));
    return found.map(({ what, form }) => `${what} in ${where}, ${form.form}`);
  }

  /** Every file and every name below a folder, links by where they lead. */
  inFolder(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = this.inBytes(`the name ${path}`, Buffer.from(entry.name));
      if (entry.isSymbolicLink()) return [...name, ...this.inBytes(path, Buffer.from(readlinkSync(path)))];
      return entry.isFile() ? [...name, ...this.inBytes(path, readFileSync(path))] : name;
    });
  }

  /** An error with all that hangs on it: message, stack, details, causes, whatever else was put there. */
  inError(where: string, error: unknown): string[] {
    return reachable(error).flatMap((value) => this.inBytes(where, value));
  }

  /** What other processes of the system see of this one. */
  inProcess(): string[] {
    const seen = [process.title, ...process.argv, ...process.execArgv, ...Object.entries(process.env).flat()];
    const files = process.platform === 'linux' ? ['cmdline', 'comm', 'environ'] : [];
    return [
      ...seen.flatMap((text) => this.inBytes('the process', Buffer.from(text ?? ''))),
      ...files.flatMap((file) => this.inBytes(`/proc/self/${file}`, readFileSync(`/proc/self/${file}`))),
    ];
  }
}

/** Every text and every run of bytes that can be got from a value by its properties. */
function reachable(value: unknown, seen = new Set<object>()): Buffer[] {
  if (typeof value === 'string') return [Buffer.from(value)];
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return [];
  seen.add(value);
  if (value instanceof Uint8Array) return [Buffer.from(value)];
  const inside = value instanceof Map || value instanceof Set ? [...value].flat() : [];
  const properties = Reflect.ownKeys(value).map((key) => {
    const { value: held } = Object.getOwnPropertyDescriptor(value, key)!;
    return typeof held === 'function' ? undefined : held;
  });
  return [...inside, ...properties, ...Reflect.ownKeys(value).map(String), stackOf(value)].flatMap((next) =>
    reachable(next, seen),
  );
}

/** An accessor in V8, unlike the rest. */
function stackOf(value: object): string | undefined {
  return value instanceof Error ? value.stack : undefined;
}
