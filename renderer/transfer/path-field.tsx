/** A path: chosen in the desktop's own dialog where it has one, typed where not. */
import { useState } from 'react';
import type { FilePurpose } from '../../shared/contract/desktop.ts';
import type { Failure } from '../../shared/contract.ts';
import { call } from '../bridge.ts';
import { useReadySession } from '../lock/session-store.ts';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { FailureNotice } from '../ui/notice.tsx';

interface PathFieldProps {
  readonly label: string;
  readonly purpose: FilePurpose;
  /** More than one: each line is a path. */
  readonly lines?: number;
  readonly value: string;
  readonly placeholder?: string;
  readonly onType: (value: string) => void;
}

export function PathField({ label, purpose, lines = 1, value, placeholder = '~/', onType }: PathFieldProps) {
  const { capabilities } = useReadySession();
  const [failure, setFailure] = useState<Failure>();
  const choose = async () => {
    const result = await call('files.choose', { purpose });
    if (!result.ok) return setFailure(result);
    if (result.value.paths.length > 0) onType(result.value.paths.join('\n'));
  };
  const field = { label, placeholder, value, onType, spellCheck: false, className: 'mono-field path-field' };
  return (
    <div className="path-row">
      {lines > 1 ? <TextArea {...field} rows={lines} /> : <TextField {...field} />}
      {capabilities.fileDialog && <Button onClick={() => void choose()}>Choose</Button>}
      <FailureNotice failure={failure} />
    </div>
  );
}
