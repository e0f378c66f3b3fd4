/** The checks of a key that comes whole from outside: those of one that is typed, and what it had before is kept. */
import { type Details, detailOf, withDetails } from '../details.ts';
import { checkFits } from '../header-value.ts';
import { checkSecret } from '../secret.ts';
import type { WholeKey } from '../whole-key.ts';
import { checkDetails, placesIn } from './key-details.ts';
import { checkFields, checkPolicy } from './key-fields.ts';

/**
 * @returns the key with its fields and its policy in their one form.
 * @throws KeybearerError what is wrong with a field, a header, an origin, or 'secret-unfit'.
 */
export function checkWholeKey(key: WholeKey): WholeKey {
  const { record, secret, previous } = key;
  const { name, issuer, account, environment, tags, envName, leadDays, managementUrl } = record;
  const fields = checkFields({ name, issuer, account, environment, tags, envName, leadDays, managementUrl });
  const policy = checkPolicy(record.policy, record.policy);
  checkSecret(secret);
  checkFits(policy.headers, secret);
  if (previous !== undefined) checkSecret(previous);
  return { ...key, record: { ...record, ...fields, policy }, details: checkedDetails(key.details) };
}

function checkedDetails(details: Details): Details {
  if (details.length > 0) checkSecret(details);
  const [notes, renewal] = [detailOf(details, 'notes'), detailOf(details, 'renewal')];
  const places = detailOf(details, 'places');
  return withDetails(details, checkDetails({ notes, renewal, places: places && placesIn(places) }));
}
