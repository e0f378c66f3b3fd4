/** Reading and verifying the audit log. */
import type { auditProcedures } from '../../../shared/contract/audit.ts';
import { isWhole, readAuditLog } from '../../vault/use-cases/audit-log.ts';
import type { HandlersOf } from '../answer.ts';
import type { OpenVault } from '../open-vault.ts';

export function auditHandlers(open: OpenVault): HandlersOf<typeof auditProcedures> {
  return {
    'audit.list': async ({ keyId, beforeSeq, max }) => {
      const { events } = await open.use(readAuditLog);
      const wanted = events.filter(
        (event) => (keyId === undefined || event.keyId === keyId) && (beforeSeq === undefined || event.seq < beforeSeq),
      );
      return { events: wanted.slice(-max).reverse(), more: wanted.length > max };
    },
    'audit.verify': async () => {
      const log = await open.use(readAuditLog);
      return { ...log, whole: isWhole(log), events: log.events.length };
    },
  };
}
