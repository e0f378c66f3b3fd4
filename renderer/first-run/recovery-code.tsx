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
