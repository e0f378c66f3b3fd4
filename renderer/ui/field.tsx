import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed. */
  readonly error?: string | undefined;
  readonly className?: string;
}

type InputProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, 'onChange'> & { onType: (text: string) => void };
type AreaProps = FieldProps & Omit<ComponentPropsWithRef<'textarea'>, 'onChange'> & { onType: (text: string) => void };

export function TextField({ label, hint, error, className = '', onType, ...rest }: InputProps) {
  const ids = useFieldIds(hint, error);
  return (
    <Frame {...{ label, hint, error, className, ids }}>
      <input
        className="input"
        autoComplete="off"
        {...rest}
        {...ids.described}
        onChange={(event) => onType(event.target.value)}
      />
    </Frame>
  );
}

export function TextArea({ label, hint, error, className = '', onType, ...rest }: AreaProps) {
  const ids = useFieldIds(hint, error);
  return (
    <Frame {...{ label, hint, error, className, ids }}>
      <textarea className="input" {...rest} {...ids.described} onChange={(event) => onType(event.target.value)} />
    </Frame>
  );
}

/** For a PIN, a passphrase, a code: never remembered, never looked up in a dictionary. */
export function SecretField(props: InputProps) {
  return <TextField type="password" spellCheck={false} {...props} />;
}

interface SelectProps extends FieldProps {
  readonly value: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (value: string) => void;
}

export function SelectField({ label, hint, error, className = '', value, choices, onChoose }: SelectProps) {
  const ids = useFieldIds(hint, error);
  return (
    <Frame {...{ label, hint, error, className, ids }}>
      <select className="input" value={value} {...ids.described} onChange={(event) => onChoose(event.target.value)}>
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface CheckProps {
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function CheckField({ label, hint, checked, onCheck, disabled = false }: CheckProps) {
  const hintId = useId();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : hintId}
        onChange={(event) => onCheck(event.target.checked)}
      />
      <span>
        {label}
        {hint !== undefined && (
          <span id={hintId} className="check-hint">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

function useFieldIds(hint: ReactNode, error: string | undefined) {
  const id = useId();
  const hintId = `${id}-hint`;
  const isDescribed = hint !== undefined || error !== undefined;
  return {
    hintId,
    label: id,
    described: { id, 'aria-invalid': error !== undefined, 'aria-describedby': isDescribed ? hintId : undefined },
  };
}

function Frame(props: FieldProps & { ids: ReturnType<typeof useFieldIds>; children: ReactNode }) {
  const { label, hint, error, className, ids, children } = props;
  return (
    <div className={`field ${className}`}>
      <label htmlFor={ids.label}>{label}</label>
      {children}
      {(error !== undefined || hint !== undefined) && (
        <p id={ids.hintId} className={error === undefined ? 'field-hint' : 'field-error'}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
