/** What a source holds, before anything is judged to be a key. Parsers make text, so here secrets are strings still. */
import type { KindName } from './kinds.ts';

/** A value and what it is called where it stands. */
export interface Field {
  readonly label: string;
  readonly value: string;
}

interface Common {
  /** The variable's name, the entry's title, the profile: the key's name is made of it. */
  readonly title: string;
  /** Counted from 1; null where the source has no lines to speak of. */
  readonly line: number | null;
  readonly account?: string | undefined;
  readonly environment?: string | undefined;
  /** Groups, folders, tags; absent where the file has no such thing, and its own folder stands for them. */
  readonly tags?: readonly string[] | undefined;
  readonly notes?: string | undefined;
  readonly renewal?: string | undefined;
  readonly places?: readonly string[] | undefined;
  /** As the source writes it: a date, an instant, or milliseconds since 1970. */
  readonly expires?: string | number | undefined;
}

/** A variable among others: it may be a port as well as a secret. */
export interface Variable extends Common {
  readonly nature: 'variable';
  readonly value: string;
  /** The source itself marks it as a secret. */
  readonly marked?: boolean;
  /** The base URL of its issuer, where a variable beside it holds one. */
  readonly origin?: string | undefined;
}

/** An entry of a password manager: most of them are logins of websites. */
export interface Entry extends Common {
  readonly nature: 'entry';
  /** The password first, if there is one, then the fields that the source hides. */
  readonly fields: readonly Field[];
  /** The source itself calls it an API key. */
  readonly marked?: boolean;
  readonly url?: string | undefined;
}

/** What can be nothing but a credential: its source says for what, and how it is sent. */
export interface Credential extends Common {
  readonly nature: 'credential';
  /** Named as a secret's parts are. */
  readonly parts: readonly Field[];
  /** An id of the catalogue; absent: told by the secret's form. */
  readonly issuer?: string;
  readonly headers?: readonly string[];
  readonly origins?: readonly string[];
}

export type Item = Variable | Entry | Credential;

/** What a reader leaves out itself, and why. */
export interface LeftOut {
  readonly title: string;
  readonly line: number | null;
  readonly reason: 'archived' | 'temporary' | 'kept-elsewhere' | 'not-an-assignment' | 'no-host';
}

export interface Contents {
  readonly items: readonly Item[];
  readonly leftOut: readonly LeftOut[];
}

/** A file that was read. */
export interface SourceContents extends Contents {
  readonly path: string;
  readonly kind: KindName;
}
