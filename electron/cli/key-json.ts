/** An API key as `--json` prints it. The field names are documented in docs/command-line.md and do not change. */
import { daysLeft, expiryStatus } from '../../shared/expiry.ts';
import { snoozedUntil } from '../../shared/reminder.ts';
import type { ApiKey } from '../vault/api-key.ts';

export function keyJson(apiKey: ApiKey, now: number) {
  return {
    id: apiKey.id.toString('hex'),
    name: apiKey.name,
    issuer: apiKey.issuer,
    account: apiKey.account,
    environment: apiKey.environment,
    tags: apiKey.tags,
    status: expiryStatus(apiKey.expiresAt, now),
    expiresAt: iso(apiKey.expiresAt),
    daysLeft: apiKey.expiresAt === null ? null : daysLeft(apiKey.expiresAt, now),
    expirySource: apiKey.expirySource,
    origins: apiKey.policy.origins,
    headers: apiKey.policy.headers,
    askBeforeUse: apiKey.policy.askBeforeUse,
    parts: apiKey.parts,
    hasPrevious: apiKey.previous !== null,
    envName: apiKey.envName,
    remindDays: apiKey.leadDays,
    snoozedUntil: iso(snoozedUntil(apiKey, now)),
    managementPage: apiKey.managementUrl,
    createdAt: iso(apiKey.createdAt),
    rotatedAt: iso(apiKey.rotatedAt),
    removedAt: iso(apiKey.removedAt),
  };
}

/** ISO 8601, UTC. */
export function iso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
