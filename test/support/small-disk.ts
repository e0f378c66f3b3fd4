/**
 * A disk of which a test says how much is left. Who may mount gets a real one; anybody else gets SQLite's own limit, which
 * fills the vault file but not its journal.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection, pragma } from '../../electron/storage/connection.ts';
import { SqliteStore } from '../../electron/storage/sqlite-store.ts';
import type { VaultStore } from '../../electron/vault/ports.ts';
import { homeAt, newHome, removeHome, type TestHome } from './test-vault.ts';

const blockBytes = 4096;

export interface SmallDisk {
  readonly what: 'a mounted disk' | 'a limit of pages';
  /** The vault lies on the disk, the keychain's items do not. */
  readonly home: TestHome;
  /** Leaves so many blocks of 4 KiB for whatever is opened from now on; undefined: plenty. */
  leave(blocks: number | undefined): void;
  open(): Promise<VaultStore>;
  remove(): void;
}

export interface MountedDisk extends SmallDisk {
  makeReadOnly(): void;
}

export function smallDisk(): SmallDisk {
  return mountedDisk() ?? pageLimit();
}

/** @param inodes How many files fit. */
export function mountedDisk(inodes = 1000): MountedDisk | undefined {
  const root = mkdtempSync(join(tmpdir(), 'keybearer-fault-'));
  const disk = join(root, 'home');
  const home = { ...homeAt(root), folder: join(disk, 'vault'), path: join(disk, 'vault', 'vault.db') };
  try {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=2m,nr_inodes=${inodes}`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    rmSync(root, { recursive: true, force: true });
    return undefined;
  }
  const filler = join(disk, 'filler');
  return {
    what: 'a mounted disk',
    home,
    leave(blocks) {
      rmSync(filler, { force: true });
      if (blocks === undefined) return;
      writeFileSync(filler, '');
      writeFileSync(filler, Buffer.alloc((statfsSync(disk).bavail - blocks) * blockBytes));
    },
    open: () => SqliteStore.open(home.path),
    makeReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', disk]),
    remove() {
      execFileSync('umount', ['--lazy', disk]); // whatever a failed test holds open
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function pageLimit(): SmallDisk {
  const home = newHome();
  let left: number | undefined;
  return {
    what: 'a limit of pages',
    home,
    leave(blocks) {
      left = blocks;
    },
    async open() {
      const connection = openConnection(home.path);
      if (left !== undefined) connection.exec(`PRAGMA max_page_count = ${pragma(connection, 'page_count') + left}`);
      return new SqliteStore(connection);
    },
    remove: () => removeHome(home),
  };
}
