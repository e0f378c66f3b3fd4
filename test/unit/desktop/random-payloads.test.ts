/** 10,000 random payloads for each procedure, in one process with the privileged side: none does harm. */
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ProcedureName, procedures } from '../../../shared/contract.ts';
import { desktopWithVault } from '../../support/desktop.ts';
import { pin } from '../../support/scratch.ts';

const payloads = 10_000;
const secretText = 'sentinel-of-random-payloads';

/** What means something somewhere. Nothing that opens the vault: then harm would be no surprise. */
const words = fc.constantFrom<unknown>(
  '',
  '__proto__',
  '../../vault.db',
  'ff'.repeat(16),
  'keychain',
  'passphrase',
  'recovery',
  'line',
  'secret',
  'dark',
  'Authorization: Bearer {secret}',
  'https://example.com',
  'x'.repeat(300),
  true,
  false,
  null,
  0,
  -1,
  1.5,
  1e300,
  Number.NaN,
  2 ** 53,
  [],
  {},
  [{ name: 'secret', text: 'y' }],
);
const anything = fc.oneof(
  { weight: 3, arbitrary: words },
  { weight: 1, arbitrary: fc.anything({ maxDepth: 2, withNullPrototype: true }) },
);

/** The members that a procedure declares, each with anything in it; and now and then something else altogether. */
function payloadOf(name: ProcedureName): fc.Arbitrary<unknown> {
  const members = membersOf(procedures[name].input);
  const shaped = fc.record(Object.fromEntries([...members, 'undeclared'].map((member) => [member, anything])), {
    requiredKeys: members.length > 0 ? members.slice(0, 1) : ['undeclared'],
  });
  return fc.oneof(
    { weight: 8, arbitrary: shaped },
    { weight: 1, arbitrary: anything.filter((value) => !isEmpty(value)) },
  );
}

// What takes nothing would run each time, and running is no harm.
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.ownKeys(value).length === 0;
}

function membersOf(schema: unknown): string[] {
  const { def } = schema as { def: { shape?: object; options?: unknown[] } };
  return [...new Set([...Object.keys(def.shape ?? {}), ...(def.options ?? []).flatMap(membersOf)])];
}

describe.each(Object.keys(procedures) as ProcedureName[])('%s', (name) => {
  it('takes 10,000 random payloads without harm', { timeout: 300_000 }, async () => {
    const desktop = await desktopWithVault(pin);
    // A path among the payloads is read and written there.
    const before = process.cwd();
    process.chdir(desktop.scratch.folder);
    onTestFinished(() => process.chdir(before));
    await desktop.value('vault.unlock', { pin: pin.toString() });
    const { key } = await desktop.value('keys.add', { name: 'k', secret: [{ name: 'secret', text: secretText }] });
    const property = fc.asyncProperty(payloadOf(name), async (payload) => {
      const answer = await desktop.application.call(name, payload);
      expect(desktop.defects).toEqual([]);
      expect(JSON.stringify(answer)).not.toContain(secretText);
    });
    await fc.assert(property, { numRuns: payloads });
    await desktop.value('vault.unlock', { pin: pin.toString() });
    expect(await desktop.value('vault.check', {})).toMatchObject({ findings: [], secretsChecked: true });
    const { parts } = await desktop.value('keys.reveal', { id: key.id, confirmed: true });
    expect(parts).toEqual([{ name: 'secret', text: secretText }]);
  });
});
