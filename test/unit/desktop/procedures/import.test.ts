import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findIssuer } from '../../../../shared/catalogue/catalogue.ts';
import { desktopWithVault, type TestDesktop } from '../../../support/desktop.ts';
import { failure } from '../../../support/failure.ts';
import { madeUpSecret } from '../../../support/made-up-secret.ts';
import { SeededRandom } from '../../../support/seeded-random.ts';

const shape = findIssuer('github')!.parts[0]!.shapes[0]!;
const token = madeUpSecret(shape, new SeededRandom(7));

function write(desktop: TestDesktop, name: string, text: string): string {
  const path = join(desktop.scratch.folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  return path;
}

describe('import', () => {
  it('shows names and places, never a secret, and stores what was shown', async () => {
    const desktop = await desktopWithVault();
    const path = write(desktop, '.env', `# of a test\nGITHUB_TOKEN=${token}\nPORT=8080\n`);
    const preview = await desktop.value('import.preview', { paths: [path], all: false });
    expect(preview.sources).toEqual([{ path, kind: 'env' }]);
    expect(preview.add).toMatchObject([{ path, line: 2, issuer: 'github', envName: 'GITHUB_TOKEN' }]);
    expect(preview.skip).toMatchObject([{ title: 'PORT', reason: 'number' }]);
    expect(JSON.stringify(preview)).not.toContain(token);
    expect((await desktop.value('keys.list', {})).keys).toEqual([]);
    expect(await desktop.value('import.apply', {})).toEqual({ stored: 1 });
    const { keys } = await desktop.value('keys.list', {});
    expect(keys.map(({ name }) => name)).toEqual(preview.add.map(({ name }) => name));
    const { parts } = await desktop.value('keys.reveal', { id: keys[0]!.id, confirmed: false });
    expect(parts[0]?.text).toBe(token);
    expect(desktop.shell.events()).toContain('keys.changed');
  });

  it('stores once', async () => {
    const desktop = await desktopWithVault();
    const path = write(desktop, '.env', `GITHUB_TOKEN=${token}\n`);
    await desktop.value('import.preview', { paths: [path], all: false });
    await desktop.value('import.apply', {});
    expect(await desktop.call('import.apply', {})).toEqual(failure('invalid-input', { field: 'preview' }));
    const again = await desktop.value('import.preview', { paths: [path], all: false });
    expect(again).toMatchObject({ add: [], skip: [{ reason: 'in-vault' }] });
  });

  it('lets go of a preview when it is cancelled, and when the vault locks', async () => {
    const desktop = await desktopWithVault();
    const path = write(desktop, '.env', `GITHUB_TOKEN=${token}\n`);
    await desktop.value('import.preview', { paths: [path], all: false });
    await desktop.value('import.cancel', {});
    expect(await desktop.call('import.apply', {})).toEqual(failure('invalid-input'));
    await desktop.value('import.preview', { paths: [path], all: false });
    await desktop.value('vault.lock', {});
    await desktop.value('vault.unlock', {});
    expect(await desktop.call('import.apply', {})).toEqual(failure('invalid-input'));
  });

  it('asks for the unlocked vault before it reads a file', async () => {
    const desktop = await desktopWithVault();
    await desktop.value('vault.lock', {});
    const answer = await desktop.call('import.preview', { paths: ['/nowhere'], all: false });
    expect(answer).toEqual(failure('vault-locked'));
  });

  it('says that the columns mean nothing to it, and takes those that the user names', async () => {
    const desktop = await desktopWithVault();
    const path = write(desktop, 'keys.csv', `Thing,Stuff\nci,${token}\n`);
    expect(await desktop.call('import.preview', { paths: [path], all: false })).toEqual(
      failure('source-columns-unknown', { columns: 2 }),
    );
    const columns = [
      { role: 'name', column: 'Thing' },
      { role: 'secret', column: 'Stuff' },
    ] as const;
    const { add } = await desktop.value('import.preview', { paths: [path], all: false, columns: [...columns] });
    expect(add).toMatchObject([{ name: 'ci' }]);
  });
});
