/** Asking before use: keys that want it are used only after the user has said yes, each time. */
import type { Result } from '../../shared/contract.ts';
import { featureStore } from '../feature-store.ts';

interface Question {
  readonly keyName: string;
  readonly procedure: 'keys.copy' | 'keys.reveal';
  readonly answer: (agreed: boolean) => void;
}

export const useConfirm = featureStore<{ readonly question: Question | null }>(() => ({ question: null }));

/** Uses a key, and once more with the user's word for it where the key asks for that. */
export async function withConfirmation<P extends 'keys.copy' | 'keys.reveal'>(
  procedure: P,
  keyName: string,
  use: (confirmed: boolean) => Promise<Result<P>>,
): Promise<Result<P>> {
  const result = await use(false);
  if (result.ok || result.code !== 'confirmation-needed') return result;
  const agreed = await new Promise<boolean>((answer) =>
    useConfirm.setState({ question: { keyName, procedure, answer } }),
  );
  return agreed ? use(true) : { ok: false, code: 'cancelled', details: {} };
}

export function answerConfirm(agreed: boolean): void {
  const { question } = useConfirm.getState();
  useConfirm.setState({ question: null });
  question?.answer(agreed);
}
