/** Unlocking by the TPM, beside the same steps done by tpm2-tools on the same swtpm; and how many commands that takes. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TpmProtector } from '../../electron/protectors/tpm.ts';
import type { TpmBody } from '../../electron/protectors/tpm-body.ts';
import { pinAuthValue } from '../../electron/protectors/tpm-slot.ts';
import type { Side, SlotPlace } from '../../electron/vault/ports.ts';
import { Swtpm } from '../../test/support/swtpm.ts';
import { type Exchange, listening } from '../../test/support/transports.ts';
import { makeLauncher, program } from './command-line.ts';
import { type Candidate, measure, report } from './measure.ts';
import { makeSampleVault } from './sample-vault.ts';

const pin = Buffer.from('123456');
const both: readonly Side[] = ['index', 'secret'];
const place: SlotPlace = { vaultId: randomBytes(16), slotId: randomBytes(16), kind: 'tpm', generation: 1 };
const keys = { index: randomBytes(32), secret: randomBytes(32) };

/** @param scratch A folder for vaults and the launcher. */
export async function benchTpm(scratch: string, rounds: number): Promise<void> {
  const swtpm = await Swtpm.start();
  try {
    await benchUnlock(swtpm, scratch, 'no root key at 0x81000001', rounds);
    for (const algorithm of ['ecc256', 'rsa2048'] as const) {
      swtpm.persistRootKey(algorithm);
      await benchUnlock(swtpm, scratch, `an ${algorithm} root key`, rounds);
      swtpm.removeRootKey();
    }
  } finally {
    await swtpm.stop();
  }
}

async function benchUnlock(swtpm: Swtpm, scratch: string, root: string, rounds: number): Promise<void> {
  const protector = new TpmProtector({ device: swtpm.name });
  const body = await protector.protect(place, keys, { pin });
  writeBlobs(swtpm.folder, body);
  const byTools = toolsScript(body.parent.kind === 'transient');
  const candidates = [
    { name: 'tpm2-tools: parent, session, load, unseal, twice', run: () => void swtpm.run('sh', ['-ec', byTools]) },
    await headerOf(swtpm, join(scratch, root.replaceAll(' ', '-')), scratch),
    {
      name: 'the TPM protector: both sides, with the PIN',
      run: () => protector.unprotect(place, body, both, { pin }).then(() => undefined),
    },
  ];
  report(`Unlocking by the TPM, ${root}`, await measure(candidates, rounds), 'at most 0.5 x');
  await countCommands(swtpm, body);
}

/** The whole command, from start to exit: it unlocks one side after the other. */
async function headerOf(swtpm: Swtpm, home: string, scratch: string): Promise<Candidate> {
  const path = join(home, 'vault.db');
  const settings = {
    path,
    env: process.env,
    platform: process.platform,
    surface: 'cli',
    tpmDevice: swtpm.name,
  } as const;
  await (await makeSampleVault(settings, 300, { kinds: ['tpm'], credentials: { pin } })).close();
  const pinFile = join(home, 'pin');
  writeFileSync(pinFile, pin);
  const args = ['header', 'key-7', '--home', home, '--pin-file', pinFile];
  return program('keybearer header, 300 keys, with the PIN', makeLauncher(scratch), args);
}

function writeBlobs(folder: string, { indexObject, secretObject }: TpmBody): void {
  for (const [name, object] of Object.entries({ index: indexObject, secret: secretObject })) {
    writeFileSync(join(folder, `${name}.pub`), Buffer.from(object.public, 'base64'));
    writeFileSync(join(folder, `${name}.priv`), Buffer.from(object.private, 'base64'));
  }
}

async function countCommands(swtpm: Swtpm, body: unknown): Promise<void> {
  for (const [what, sides] of [
    ['names and dates alone', ['index']],
    ['both sides, with the PIN', both],
  ] as const) {
    const exchanges: Exchange[] = [];
    const counted = new TpmProtector({ device: swtpm.name, open: listening(exchanges) });
    await counted.unprotect(place, body, sides, { pin });
    const bytes = exchanges.reduce((sum, { command, answer }) => sum + command.length + answer.length, 0);
    console.log(`  ${what}: ${exchanges.length} TPM commands, ${bytes} bytes`);
  }
}

/** Each tool is a process, saves what it loaded, and leaves it loaded too. */
function toolsScript(transient: boolean): string {
  const attributes = 'fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda|restricted|decrypt';
  const parent = transient ? 'parent.ctx' : '0x81000001';
  const auth = pinAuthValue(pin).toString('hex');
  const unseal = (name: string, value: string) => [
    `tpm2_load -Q -C ${parent} -u ${name}.pub -r ${name}.priv -c ${name}.ctx`,
    'tpm2_flushcontext -t',
    `tpm2_unseal -c ${name}.ctx -p session:session.ctx${value} >/dev/null`,
    'tpm2_flushcontext -t',
  ];
  return [
    ...(transient
      ? [
          `head -c 64 /dev/zero | tpm2_createprimary -Q -C o -G ecc256:aes128cfb -a '${attributes}' -u - -c parent.ctx`,
          'tpm2_flushcontext -t',
        ]
      : []),
    `tpm2_startauthsession --hmac-session -c ${parent} -S session.ctx`,
    'tpm2_flushcontext -t',
    'tpm2_sessionconfig --enable-encrypt session.ctx',
    ...unseal('index', ''),
    ...unseal('secret', `+hex:${auth}`),
    'tpm2_flushcontext session.ctx',
  ].join('\n');
}
