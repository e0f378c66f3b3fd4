/** Import in two steps, the same for every surface: prepare, which changes nothing and says what would happen; and store. */

import { wipeSecret } from '../vault/secret.ts';
import { addKeys } from '../vault/use-cases/add-key.ts';
import { knownSecrets } from '../vault/use-cases/known-secrets.ts';
import { tokenExpiry } from '../vault/use-cases/token-expiry.ts';
import type { Vault } from '../vault/vault.ts';
import type { Candidate } from './candidate.ts';
import type { SourceContents } from './item.ts';
import { judge } from './judge.ts';
import { type ImportPlan, planImport } from './plan.ts';
import { type Preview, previewOf } from './preview.ts';

export interface PreparedImport {
  readonly preview: Preview;
  /** All of it in one change, or nothing (K8). @throws KeybearerError 'name-taken' where another process was faster. */
  store(): Promise<void>;
  /** Wipes the secrets. To be called whatever happens. */
  wipe(): void;
}

/**
 * @param vault Unlocked: what it holds already is not stored twice.
 * @param all Takes what does not look like a key as well.
 */
export async function prepareImport(
  vault: Vault,
  sources: readonly SourceContents[],
  all: boolean,
): Promise<PreparedImport> {
  const { names, secrets } = await knownSecrets(vault);
  const verdicts = sources.map((source) => judge(source, all));
  const candidates = verdicts.flatMap((verdict) => verdict.candidates);
  const plan = planImport(candidates, names, secrets);
  const skipped = verdicts.flatMap((verdict) => verdict.skipped);
  return {
    preview: previewOf(sources, plan, skipped, ({ secret }) => tokenExpiry(secret).expiresAt),
    store: () => store(vault, plan),
    wipe: () => candidates.forEach(wipe),
  };
}

async function store(vault: Vault, { add }: ImportPlan): Promise<void> {
  await addKeys(
    vault,
    add.map(({ candidate: { fields, secret }, name }) => ({ fields: { ...fields, name }, secret })),
  );
}

function wipe({ secret, fields }: Candidate): void {
  wipeSecret(secret);
  fields.notes?.fill(0);
  fields.renewal?.fill(0);
}
