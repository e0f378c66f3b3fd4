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
      words: `${count}, and the chain is whole. Unlock to have it confirmed by the secret key.${pruned}`,
    };
  if (confirmedSeq === 0)
    return {
      tone: 'expired',
      words: 'The chain is whole, but the secret key does not confirm it: the log may have been written anew.',
    };
  const rest = confirmedSeq < lastSeq ? ` Those after number ${confirmedSeq} are confirmed at the next change.` : '';
  return {
    tone: 'good',
    words: `${count}, and the log is whole: nothing was removed, altered or put in.${rest}${pruned}`,
  };
}
