/** What checking the log has found, in a sentence. */
import type { Output } from '../../shared/contract.ts';

export function verificationWords(found: Output<'audit.verify'>): {
  tone: 'good' | 'plain' | 'expired';
  words: string;
} {
  const { brokenAt, confirmedSeq, lastSeq, prunedSeq, events } = found;
  const count = `${events.toLocaleString('en')} ${events === 1 ? 'event' : 'events'}`;
  const pruned = prunedSeq > 0 ? ` Those up to number ${prunedSeq} were removed on purpose.` : '';
  if (brokenAt !== null)
    return {
      tone: 'expired',
      words: `The log is not whole from event ${brokenAt} on: something was removed, altered or put in outside Keybearer.`,
    };
  if (confirmedSeq === null)
    return {
      tone: 'plain',
      words: `${count}, and none is missing between them. Unlock to have them confirmed.${pruned}`,
    };
  if (confirmedSeq === 0)
    return {
      tone: 'expired',
      words: 'No event is missing, but the vault does not confirm them: the log may have been written anew.',
    };
  const rest = confirmedSeq < lastSeq ? ` Those after number ${confirmedSeq} are confirmed at the next change.` : '';
  return {
    tone: 'good',
    words: `${count}, and the log is whole: nothing was removed, altered or put in.${rest}${pruned}`,
  };
}
