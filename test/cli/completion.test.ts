/** The shells' own Tab, in real interactive shells at a real terminal, on the real bundle and keychain. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPrivateBus, withBus } from '../support/bus.ts';
import { type CliHome, makeCliHome } from '../support/cli-home.ts';
import { runShell } from '../support/transcript.ts';
import { Typist } from '../support/typist.ts';

/** What is nothing special in a name of ours and much in a shell. */
const names = [
  '$(touch pwned)',
  '`touch pwned`',
  "it's Tom's'",
  'say "hi"',
  'a;touch pwned&b|c>d<e(f)g',
  'back\\slash',
  'bang!bang!',
  '~#home',
  '*[a]?{b,c}',
  'a:b=c@d,e/f',
  '🔑 key',
  'مفتاح سري',
];

let home: CliHome;
beforeAll(() => {
  home = makeCliHome();
  run('keybearer init --no-recovery-code --home empty; printf secret > secret.txt');
  for (const [at, name] of names.entries())
    run(`cp -r empty v${at}; keybearer add --home v${at} --from-file secret.txt "$NAME"`, { NAME: name });
  run(
    'keybearer add "removed one" --from-file secret.txt --home empty && keybearer remove --yes removed\\ one --home empty',
  );
});
afterAll(() => home.remove());

const run = (command: string, env: NodeJS.ProcessEnv = {}) => runShell(command, home.cwd, { ...home.env, ...env });

const shells = {
  bash: { start: 'bash --norc --noprofile -i', load: 'eval "$(keybearer completion bash)"', tried: names },
  'bash with bash-completion': {
    start: 'bash --norc --noprofile -i',
    load: '. /usr/share/bash-completion/bash_completion; eval "$(keybearer completion bash)"',
    tried: names.slice(0, 2),
  },
  zsh: {
    start: 'zsh -f -i',
    load: 'autoload -U compinit; compinit -u -D; source <(keybearer completion zsh)',
    tried: names,
  },
  fish: { start: 'fish --no-config -i', load: 'keybearer completion fish | source', tried: names },
};

describe.skipIf(process.platform !== 'linux').each(Object.entries(shells))(
  'in %s, Tab',
  (shell, { start, load, tried }) => {
    const open = (vault: string) => {
      const typist = new Typist(start, home.cwd, { ...home.env, KEYBEARER_HOME: vault });
      typist.types(`${load}\r`);
      return typist;
    };
    const close = async (typist: Typist) => {
      typist.types('exit\r');
      await typist.ends();
    };

    it.each(tried)('gives the key %s to the command as it is', async (name) => {
      const typist = open(`v${names.indexOf(name)}`);
      for (const quote of shell === 'bash' ? ['', '"', "'"] : ['', '"']) {
        typist.types(`keybearer show ${quote}\t\r`);
        const [, shown] = await typist.sees(/name {8}(.*)$/m);
        expect(shown).toBe(name);
      }
      await close(typist);
      expect(readdirSync(home.cwd)).not.toContain('pwned');
    });

    it('completes commands, options, choices behind "=", files, and the names in the trash', async () => {
      const typist = open('empty');
      typist.types('keybearer li\t--home=emp\t --status=exp\t\r');
      await typist.sees(/No keys yet/);
      typist.types('keybearer ad\tnew --from-f\tsecr\t\r');
      await typist.sees(/Stored "new"/);
      typist.types('keybearer tra\t--res\tremo\t\r');
      await typist.sees(/Restored "removed one"/);
      typist.types('keybearer remove --yes removed\t\r');
      await typist.sees(/Removed "removed one"/);
      typist.types('keybearer remove --yes new --now\r');
      await typist.sees(/Deleted "new"/);
      await close(typist);
    });
  },
);

describe.skipIf(process.platform !== 'linux')('keybearer __complete', () => {
  it('asks nobody to unlock a locked keychain, and says nothing', async () => {
    const bus = await startPrivateBus({ activation: true });
    try {
      await bus.startKeyring();
      const env = { ...bus.env, KEYBEARER_HOME: 'locked' };
      run('keybearer init --no-recovery-code && keybearer add one --from-file secret.txt', env);
      expect(run('keybearer __complete zsh show ""', env).stdout).toBe('words\none\n');
      await bus.lockKeyring();
      expect(run('keybearer __complete zsh show ""', env)).toEqual({ stdout: '', stderr: '', exitCode: 0 });
      const names = await withBus(bus.socket, (connection) => connection.callBus('ListNames'));
      expect(names.flat()).not.toContain('org.gnome.keyring.SystemPrompter');
    } finally {
      await bus.stop();
    }
  });
});
