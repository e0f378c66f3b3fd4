/** What `keybearer doctor` says of TPMs: those of the vault's slots, or the one that a new slot would get. */
import { isKeybearerError, type KeybearerError } from '../../shared/errors.ts';
import type { Settings, TpmInspection } from '../compose.ts';
import type { Slot } from '../vault/slot.ts';
import type { Check } from './doctor-checks.ts';
import { errorText } from './error-text.ts';
import { waitingTime } from './waiting-time.ts';

/** @param slots The vault's, or undefined where there is none that can be read. */
export async function checkTpms(settings: Settings, slots: readonly Slot[] = []): Promise<Check[]> {
  const bodies = slots.filter((slot) => slot.kind === 'tpm').map((slot) => slot.body);
  if (bodies.length === 0) return checkTpm(settings, undefined);
  const checks = (await Promise.all(bodies.map((body) => checkTpm(settings, body)))).flat();
  // Several slots on one TPM are one thing to tell.
  return checks.filter(({ says }, at) => checks.findIndex((check) => check.says === says) === at);
}

async function checkTpm(settings: Settings, slotBody: unknown): Promise<Check[]> {
  const { inspectTpm } = await import('../compose.ts');
  try {
    return goodTpm(await inspectTpm(settings, slotBody));
  } catch (caught) {
    if (!isKeybearerError(caught)) throw caught;
    return [slotBody === undefined ? unneeded(caught) : { what: 'TPM', state: 'bad', ...wordsOf(caught) }];
  }
}

function goodTpm({ device, manufacturer, model, firmware, lockout }: TpmInspection): Check[] {
  const says = `${[manufacturer, model].filter((text) => text !== '').join(' ')}, firmware ${firmware}, at ${device}`;
  return [{ what: 'TPM', state: 'good', says, todo: null }, lockoutCheck(lockout)];
}

function lockoutCheck({
  guesses,
  maxFailures,
  intervalSeconds,
  failures,
  hasPassword,
}: TpmInspection['lockout']): Check {
  const rule = `it locks at ${maxFailures} wrong PINs, and forgets one every ${waitingTime(intervalSeconds)}; ${failures} counted`;
  if (guesses.triesLeft > 0)
    return {
      what: 'TPM lockout',
      state: 'good',
      says: `${guesses.triesLeft} left; ${rule}`,
      todo: passwordTodo(hasPassword),
    };
  const todo = `wait at most ${waitingTime(guesses.waitSeconds)}; names and dates can be read meanwhile`;
  return { what: 'TPM lockout', state: 'unknown', says: `no PIN is tried now; ${rule}`, todo };
}

function passwordTodo(hasPassword: boolean): string | null {
  if (hasPassword) return null;
  return 'every program that may use the TPM can set that count back, as long as its lockout has no password: "sudo tpm2_changeauth -c lockout"';
}

/** Without a slot on it, a TPM that is not there is nothing bad, and one that cannot be used is no damage. */
function unneeded(error: KeybearerError): Check {
  if (error.code !== 'tpm-not-found') return { what: 'TPM', state: 'unknown', ...wordsOf(error) };
  return { what: 'TPM', state: 'good', says: `none at ${error.details.device}, and no slot needs one`, todo: null };
}

function wordsOf(error: KeybearerError): Pick<Check, 'says' | 'todo'> {
  const { error: says, hint } = errorText(error);
  return { says, todo: hint?.includes('keybearer doctor') ? null : (hint ?? null) };
}
