/** The dialog that is open. One whose key has gone in the meantime is not. */
import { AddDialog } from '../add/add-dialog.tsx';
import { EditDialog } from '../keys/edit-dialog.tsx';
import { useKeys } from '../keys/keys-store.ts';
import { ReplaceDialog } from '../keys/replace-dialog.tsx';
import { LeadTimesDialog, RemoveDialog, TagDialog } from '../keys/small-dialogs.tsx';
import { TrashDialog } from '../keys/trash-dialog.tsx';
import { Palette } from '../palette/palette.tsx';
import { BackupDialog } from '../transfer/backup-dialog.tsx';
import { ImportDialog } from '../transfer/import-dialog.tsx';
import { RestoreDialog } from '../transfer/restore-dialog.tsx';
import { useNavigation } from './navigation-store.ts';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';

export function Dialogs() {
  const { dialog } = useNavigation();
  const all = useKeys((state) => state.all);
  if (dialog === null) return null;
  if (dialog.kind === 'add') return <AddDialog pasted={dialog.pasted} name={dialog.name} />;
  if (dialog.kind === 'trash') return <TrashDialog />;
  if (dialog.kind === 'import') return <ImportDialog />;
  if (dialog.kind === 'backup') return <BackupDialog />;
  if (dialog.kind === 'restore') return <RestoreDialog />;
  if (dialog.kind === 'palette') return <Palette />;
  if (dialog.kind === 'shortcuts') return <ShortcutsSheet />;
  const ids = 'keyIds' in dialog ? dialog.keyIds : [dialog.keyId];
  const keys = all.filter(({ key }) => ids.includes(key.id)).map(({ key }) => key);
  const [first] = keys;
  if (first === undefined) return null;
  if (dialog.kind === 'edit') return <EditDialog key={first.id} apiKey={first} />;
  if (dialog.kind === 'replace-secret') return <ReplaceDialog key={first.id} apiKey={first} />;
  if (dialog.kind === 'lead-times') return <LeadTimesDialog key={first.id} apiKey={first} />;
  return dialog.kind === 'tag' ? <TagDialog keys={keys} /> : <RemoveDialog keys={keys} />;
}
