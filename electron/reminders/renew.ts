/** Renew: opens the pages on which keys are managed. Only https pages of the key itself or of its issuer are opened. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import { KeybearerError } from '../../shared/errors.ts';
import type { ApiKey } from '../vault/api-key.ts';
import type { Reminder } from '../vault/use-cases/remind.ts';
import type { RunProgram } from './ports.ts';
import { runPowerShell } from './windows.ts';

/** A browser that fills with pages helps nobody. */
const pagesMax = 5;
/** What opens pages may become the browser itself, which stays. */
const openingMs = 5000;

/** The page on which a key is renewed, or null. What the record says is checked again: whoever has the index key wrote it. */
export function renewalPage({ managementUrl, issuer }: Pick<ApiKey, 'managementUrl' | 'issuer'>): string | null {
  return httpsPage(managementUrl) ?? httpsPage(issuer === null ? null : findIssuer(issuer)?.page);
}

/**
 * Opens the pages of the keys that a notification named, each once.
 *
 * @returns the keys that have none.
 * @throws KeybearerError 'page-not-opened' with the program and the page.
 */
export async function openRenewalPages(
  reminders: readonly Reminder[],
  open: (page: string) => Promise<void>,
): Promise<Reminder[]> {
  const pages = new Set(reminders.flatMap(({ apiKey }) => renewalPage(apiKey) ?? []));
  for (const page of [...pages].slice(0, pagesMax)) await open(page);
  return reminders.filter(({ apiKey }) => renewalPage(apiKey) === null);
}

/** Opens a page in the user's browser, by the system's own program and without a shell. */
export async function openPage(page: string, platform: NodeJS.Platform, run: RunProgram): Promise<void> {
  if (httpsPage(page) !== page) throw new KeybearerError('invalid-input', { field: 'page', reason: 'form' });
  const program = { darwin: 'open', win32: 'Start-Process' }[platform as string] ?? 'xdg-open';
  const { code } = await (platform === 'win32'
    ? runPowerShell(run, 'Start-Process -FilePath ([Console]::In.ReadToEnd())', page, openingMs)
    : run(program, [page], { outlivesMs: openingMs }));
  if (code !== 0) throw new KeybearerError('page-not-opened', { program, page });
}

function httpsPage(text: string | null | undefined): string | null {
  if (typeof text !== 'string' || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
