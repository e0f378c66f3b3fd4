import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowSettings } from '../../../electron/desktop/start-parts.ts';

const home = join('/tmp', 'a home');

function settings(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return windowSettings({ argv: ['/usr/bin/node', ...args], env, platform: 'linux' });
}

describe('windowSettings', () => {
  it('takes the vault and the TPM that the command line names, among switches of the shell', () => {
    const args = ['chromium.js', '--ozone-platform=x11', `--home=${home}`, '--tpm-device=swtpm:path=/run/tpm', '--foo'];
    expect(settings(args)).toMatchObject({ path: join(home, 'vault.db'), tpmDevice: 'swtpm:path=/run/tpm' });
  });

  it('takes the home of the environment where the command line names none', () => {
    expect(settings(['main.js'], { KEYBEARER_HOME: home })).toMatchObject({ path: join(home, 'vault.db') });
    expect(settings(['main.js', '--home', home], { KEYBEARER_HOME: '/tmp/other' }).path).toBe(join(home, 'vault.db'));
  });

  it('takes no TPM from the environment, and none from a switch without a value', () => {
    const env = { KEYBEARER_HOME: home, KEYBEARER_TPM_DEVICE: 'swtpm:path=/run/tpm', TPM_DEVICE: '/dev/tpm7' };
    expect(settings(['main.js'], env).tpmDevice).toBeUndefined();
    expect(settings(['main.js', '--tpm-device'], env).tpmDevice).toBeUndefined();
  });
});
