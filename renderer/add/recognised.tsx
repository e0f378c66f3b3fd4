/** Whose secret was pasted, and why that is thought; where it is not certain, the choice. */
import type { MatchView } from '../../shared/contract/keys.ts';
import { SelectField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';

/** The user's choice where none of those that are recognised is right. */
export const somethingElse = 'something-else';

export function Recognised(props: {
  text: string;
  matches: readonly MatchView[];
  match: MatchView | undefined;
  onChoose: (id: string) => void;
}) {
  const { text, matches, match, onChoose } = props;
  if (text.trim() === '') return null;
  if (matches.length === 0)
    return (
      <Notice tone="plain">Not recognised: the whole of it is taken as the secret. Say below where it may go.</Notice>
    );
  const ids = [...new Set(matches.map(({ issuerId }) => issuerId))];
  const choices = ids.map((id) => [id, matches.find(({ issuerId }) => issuerId === id)!.issuerName] as const);
  return (
    <>
      {match !== undefined && (
        <div role="status">
          <Notice tone={match.confidence === 'certain' ? 'good' : 'soon'}>
            <strong>{match.issuerName}</strong>: {match.reason}
            {match.reason.endsWith('?') ? '' : '.'} Recognised on this computer.
          </Notice>
        </div>
      )}
      {(match === undefined || ids.length > 1 || match.confidence !== 'certain') && (
        <SelectField
          label="Recognised as"
          value={match?.issuerId ?? somethingElse}
          choices={[...choices, [somethingElse, 'Something else: all of it is the secret']]}
          onChoose={onChoose}
        />
      )}
    </>
  );
}
