/** A key as the window sees it: everything but what is secret. */
import { findIssuer } from '../../shared/catalogue/catalogue.ts';
import type { Issuer } from '../../shared/catalogue/issuer.ts';
import type { KeyView, MatchView } from '../../shared/contract/keys.ts';
import { parseHeaderTemplate, templateParts } from '../../shared/header-template.ts';
import type { Match } from '../../shared/recognise/match.ts';
import { snoozedUntil } from '../../shared/reminder.ts';
import { renewalPage } from '../reminders/renew.ts';
import type { ApiKey } from '../vault/api-key.ts';

export function keyView(apiKey: ApiKey): KeyView {
  const { id, policy, previous, revision: _revision, leadDays, parts, tags, ...facts } = apiKey;
  return {
    ...facts,
    snoozedUntil: snoozedUntil(apiKey, Date.now()),
    id: id.toString('hex'),
    tags: [...tags],
    parts: [...parts],
    headers: [...policy.headers],
    origins: [...policy.origins],
    askBeforeUse: policy.askBeforeUse,
    hasPrevious: previous !== null,
    leadDays: leadDays === null ? null : [...leadDays],
    page: renewalPage(apiKey),
  };
}

/** What most issuers take, where nothing better is known. */
const usualHeader = 'Authorization: Bearer {secret}';

/** A match, and what it fills the form with. */
export function matchView({ issuerId, reason, parts, envName, ...match }: Match): MatchView {
  const issuer = findIssuer(issuerId)!;
  const given = parts.map(({ name }) => name);
  const only = issuer.parts.length === 1 ? issuer.parts[0] : undefined;
  return {
    ...match,
    issuerId,
    issuerName: issuer.name,
    reason: reason.text,
    parts: [...parts],
    missingParts: issuer.parts.map(({ name }) => name).filter((name) => !given.includes(name)),
    envName: envName ?? only?.envNames[0] ?? null,
    headers: headersFor(issuer, given),
    origins: [...issuer.origins],
    originAsked: issuer.originAsked ?? null,
    page: issuer.page ?? null,
  };
}

/** The headers that the parts at hand can fill. */
function headersFor(issuer: Issuer, parts: readonly string[]): string[] {
  if (issuer.use === 'unconfirmed') return [usualHeader];
  return issuer.headers.filter((header) =>
    templateParts(parseHeaderTemplate(header)).every((part) => parts.includes(part)),
  );
}
