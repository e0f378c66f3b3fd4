/** The choice of what holds the vault's keys, each with what it protects against and what not. */
import { problemText } from '../error-text.ts';
import { protections } from '../protection/slot-words.ts';
import { SecretField } from '../ui/field.tsx';
import {
  type Holder,
  type HolderChoice,
  holderRule,
  isAvailable,
  kindOf,
  offeredHolders,
  type Protectors,
  takesTyping,
} from './holder-choice.ts';

const names: Readonly<Record<Holder, string>> = {
  keychain: 'The keychain of this computer',
  'keychain-pin': 'The keychain and a PIN',
  tpm: 'The TPM of this computer',
  'tpm-pin': 'The TPM and a PIN',
  passphrase: 'A passphrase alone',
};

interface HolderFieldsProps {
  readonly protectors: Protectors;
  readonly choice: HolderChoice;
  readonly onChange: (choice: HolderChoice) => void;
}

export function HolderFields({ protectors, choice, onChange }: HolderFieldsProps) {
  const { holder, typed, repeated } = choice;
  const label = holder === 'passphrase' ? 'Passphrase' : 'PIN';
  const isOther = repeated !== '' && repeated !== typed;
  return (
    <>
      <fieldset className="holders">
        <legend className="visually-hidden">What opens the vault</legend>
        {offeredHolders(protectors).map((one) => (
          <HolderCard
            key={one}
            holder={one}
            protectors={protectors}
            isChosen={one === holder}
            onChoose={() => onChange({ holder: one, typed: '', repeated: '' })}
          />
        ))}
      </fieldset>
      {takesTyping(holder) && (
        <div className="columns">
          <SecretField
            label={label}
            value={typed}
            hint={holderRule(holder)}
            onType={(next) => onChange({ ...choice, typed: next })}
          />
          <SecretField
            label={`${label} again`}
            value={repeated}
            error={isOther ? 'Both must be the same.' : undefined}
            onType={(next) => onChange({ ...choice, repeated: next })}
          />
        </div>
      )}
    </>
  );
}

function HolderCard(props: { holder: Holder; protectors: Protectors; isChosen: boolean; onChoose: () => void }) {
  const { holder, protectors, isChosen, onChoose } = props;
  const { against, notAgainst } = protections[holder];
  const can = isAvailable(protectors, holder);
  const problem = protectors.find(({ kind }) => kind === kindOf(holder))?.problem;
  return (
    <label className="holder" data-chosen={isChosen || undefined} data-off={!can || undefined}>
      <input type="radio" name="holder" checked={isChosen} disabled={!can} onChange={onChoose} />
      <span className="holder-words">
        <strong>{names[holder]}</strong>
        {can || problem == null ? (
          <>
            <span>
              <span className="good">Protects against</span> {lower(against)}
            </span>
            <span>
              <span className="due">Not against</span> {lower(notAgainst)}
            </span>
          </>
        ) : (
          <span>{problemText(problem)}</span>
        )}
      </span>
    </label>
  );
}

function lower(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
