/** Every command, by what somebody wants who looks for it; in the order in which `keybearer --help` shows them. */
import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { addCommand } from './commands/add.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { completionCommand } from './commands/completion.ts';
import { copyCommand } from './commands/copy.ts';
import { doctorCommand } from './commands/doctor.ts';
import { editCommand } from './commands/edit.ts';
import { expiringCommand } from './commands/expiring.ts';
import { headerCommand } from './commands/header.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { listCommand } from './commands/list.ts';
import { pinCommand } from './commands/pin.ts';
import { recogniseCommand } from './commands/recognise.ts';
import { recoverCommand } from './commands/recover.ts';
import { remindCommand } from './commands/remind.ts';
import { removeCommand } from './commands/remove.ts';
import { restoreCommand } from './commands/restore.ts';
import { revealCommand } from './commands/reveal.ts';
import { showCommand } from './commands/show.ts';
import { slotCommand } from './commands/slot.ts';
import { snoozeCommand } from './commands/snooze.ts';
import { trashCommand } from './commands/trash.ts';
import { uiCommand } from './commands/ui.ts';
import { undoCommand } from './commands/undo.ts';

export interface CommandEntry {
  /** What it does, in at most 20 characters: two commands share a line. */
  readonly words: string;
  readonly define: (cli: Cli) => Command;
}

export const commandGroups: Readonly<Record<string, Readonly<Record<string, CommandEntry>>>> = {
  'First steps': {
    init: { words: 'create a vault', define: initCommand },
    add: { words: 'store a key', define: addCommand },
    ui: { words: 'open the window', define: uiCommand },
    completion: { words: "for your shell's Tab", define: completionCommand },
  },
  Everyday: {
    list: { words: 'keys, urgent first', define: listCommand },
    show: { words: 'what is known of one', define: showCommand },
    header: { words: 'a header, for a pipe', define: headerCommand },
    copy: { words: 'to the clipboard', define: copyCommand },
    reveal: { words: 'print the secret', define: revealCommand },
    recognise: { words: 'whose secret is it?', define: recogniseCommand },
    edit: { words: 'change or replace it', define: editCommand },
    undo: { words: 'to the secret before', define: undoCommand },
    remove: { words: 'into the trash', define: removeCommand },
    trash: { words: 'list, restore, empty', define: trashCommand },
  },
  Expiry: {
    expiring: { words: 'what expires soon', define: expiringCommand },
    remind: { words: 'by notifications', define: remindCommand },
    snooze: { words: 'silent until a day', define: snoozeCommand },
  },
  Moving: {
    import: { words: 'take keys from files', define: importCommand },
    backup: { words: 'into an age file', define: backupCommand },
    restore: { words: 'from such a file', define: restoreCommand },
  },
  Protection: {
    slot: { words: 'ways into the vault', define: slotCommand },
    pin: { words: 'set, change, remove', define: pinCommand },
    recover: { words: 'by the recovery code', define: recoverCommand },
  },
  Checking: {
    audit: { words: 'who used which key', define: auditCommand },
    doctor: { words: 'find what is wrong', define: doctorCommand },
  },
};

export const commandEntries: Readonly<Record<string, CommandEntry>> = Object.assign(
  {},
  ...Object.values(commandGroups),
);
