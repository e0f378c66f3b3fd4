import { FormDialog } from '../ui/dialog.tsx';
import { InlineName } from '../ui/name.tsx';
import { answerConfirm, useConfirm } from './confirm-store.ts';

/** The question of a key that asks before each use. */
export function ConfirmDialog() {
  const { question } = useConfirm();
  if (question === null) return null;
  const isCopy = question.procedure === 'keys.copy';
  return (
    <FormDialog
      title={isCopy ? 'Copy this key?' : 'Reveal this key?'}
      about={
        <>
          <InlineName text={question.keyName} /> asks before each use.
        </>
      }
      submit={isCopy ? 'Copy' : 'Reveal'}
      onClose={() => answerConfirm(false)}
      onSubmit={() => answerConfirm(true)}
    >
      {null}
    </FormDialog>
  );
}
