import { TextField } from '../ui/field.tsx';

/** A recovery code in groups that are easy to copy by hand. */
export function RecoveryCode({ code }: { code: string }) {
  const groups = code.split(/[\s-]+/);
  return (
    <p className="recovery-code mono" data-testid="recovery-code">
      <span className="visually-hidden">{code}</span>
      {groups.map((group, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be the same
        <span key={at} aria-hidden="true">
          {group}
        </span>
      ))}
    </p>
  );
}

/** Where a recovery code is typed. */
export function RecoveryCodeField({ value, onType }: { value: string; onType: (text: string) => void }) {
  return (
    <TextField
      label="Recovery code"
      className="mono-field"
      value={value}
      autoFocus
      spellCheck={false}
      hint="Spaces and capitals do not matter."
      onType={onType}
    />
  );
}
