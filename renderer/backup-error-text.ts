/** What the errors of backups say in the window. */
const unopened = 'Nothing was restored';

export const backupErrorText = {
  'not-age': [`${unopened}: this is no file of age.`, 'Choose the file that the backup was written to.'],
  'age-damaged': [`${unopened}: the file is damaged.`, 'Take another copy of it.'],
  'age-too-costly': [`${unopened}: the file asks for more work than any real one does.`, 'Take another copy of it.'],
  'recipient-invalid': ['Nothing was backed up: this is no recipient of age.', 'It begins with age1.'],
  'identity-invalid': ['The identity file was not used: it holds no identity of age.', 'Choose what age-keygen wrote.'],
  'recipients-or-passphrase': [
    'Nothing was backed up: a backup is for a passphrase or for recipients, not for both.',
    'Leave one of them out.',
  ],
  'backup-passphrase-needed': ['This backup opens with a passphrase.', 'Type it and try again.'],
  'wrong-backup-passphrase': [`${unopened}: that is not the backup's passphrase.`, 'Try again.'],
  'identity-needed': ['This backup is for recipients of age.', 'Name the file of your identity.'],
  'no-identity-fits': [`${unopened}: the backup is for other recipients.`, 'Choose the identity that it was made for.'],
  'not-a-backup': [`${unopened}: the file holds no backup of Keybearer.`, 'Choose another file.'],
  'backup-from-newer-version': [`${unopened}: the backup was written by a newer Keybearer.`, 'Update Keybearer.'],
  'backup-invalid': [`${unopened}: the backup was damaged or altered.`, 'Take another copy of it.'],
  'backup-key-unfit': [`${unopened}: a key of the backup cannot be taken.`, 'Take another copy of it.'],
  'backup-too-large': ['Nothing was backed up: the keys take too much room.', 'Remove files that are kept as keys.'],
  'backup-not-verified': ['Nothing was backed up: the backup did not open again as it was.', 'Try again.'],
  'restore-conflict': [`${unopened}: some keys here differ from those in the backup.`, 'Choose what to do with them.'],
} as const;
