import { describe, expect, it } from 'vitest';
import { differences } from '../../../../electron/vault/use-cases/compare-keys.ts';
import { type ConflictChoice, type MergeStep, planMerge } from '../../../../electron/vault/use-cases/merge-plan.ts';
import type { WholeKey } from '../../../../electron/vault/whole-key.ts';
import { wholeKey } from '../../../support/whole-keys.ts';

const inVault = (key: WholeKey, revision = 1) => ({ ...key, revision });
const idOf = (key: WholeKey) => key.id.toString('hex');
const withId = (key: WholeKey, id: string) => ({ ...key, id: Buffer.from(id.padEnd(32, '0'), 'hex') });

function plan(here: WholeKey[], incoming: WholeKey[], choice: ConflictChoice, trash: WholeKey[] = []): MergeStep[] {
  const ids = new Set([...here, ...trash].map(idOf));
  return planMerge({ keys: here.map((key) => inVault(key)), ids }, incoming, choice);
}

/** What a vault of these keys holds after the steps. */
function merged(here: WholeKey[], steps: MergeStep[]): WholeKey[] {
  const replaced = steps.flatMap((step) => (step.action === 'replace' ? [step.here.id.toString('hex')] : []));
  const stored = steps.flatMap((step) => ('stored' in step ? [step.stored] : []));
  return [...here.filter((key) => !replaced.includes(idOf(key))), ...stored];
}

const namesOf = (keys: WholeKey[]) => keys.map(({ record }) => record.name).sort();

describe('differences', () => {
  it('names the members, whatever the ids', () => {
    const one = wholeKey('one');
    expect(differences(one, withId(one, 'ff'))).toEqual([]);
    expect(differences(one, wholeKey('one', 'another'))).toEqual(['secret']);
    const policy = { ...one.record.policy, askBeforeUse: true };
    expect(differences(one, wholeKey('One', 'secret of one', { leadDays: [1], policy }))).toEqual([
      'name',
      'askBeforeUse',
      'remindDays',
    ]);
  });

  it('does not count what a vault reminded of', () => {
    const reminders = { expiresAt: 5, said: [1], snooze: null, claimedAt: null };
    expect(differences(wholeKey('one'), wholeKey('one', undefined, { reminders }))).toEqual([]);
  });
});

describe('planMerge', () => {
  const [one, two] = [wholeKey('one'), wholeKey('two')];
  const changed = wholeKey('one', 'another');

  it('adds what is not here, under its own id', () => {
    expect(plan([two], [one], 'stop')).toEqual([{ action: 'add', key: one, stored: one, differs: [] }]);
  });

  it('leaves the same alone, whatever the choice and the id', () => {
    for (const choice of ['stop', 'skip', 'replace', 'keep-both'] as const) {
      const steps = plan([one], [withId(one, 'ff')], choice);
      expect(steps).toMatchObject([{ action: 'same', here: { id: one.id, name: 'one', revision: 1 } }]);
    }
  });

  it.each(['stop', 'skip', 'replace'] as const)(
    'meets other content under the same name by the choice: %s',
    (choice) => {
      expect(plan([one], [changed], choice)).toMatchObject([
        { action: choice, here: { name: 'one' }, differs: ['secret'] },
      ]);
    },
  );

  it('compares names as the vault does', () => {
    expect(plan([one], [wholeKey('ONE', 'secret of one')], 'stop')).toMatchObject([
      { action: 'stop', differs: ['name'] },
    ]);
  });

  it('finds a key that was renamed since by its id', () => {
    const renamed = { ...one, record: { ...one.record, name: 'new name' } };
    expect(plan([renamed], [one], 'stop')).toMatchObject([
      { action: 'stop', here: { name: 'new name' }, differs: ['name'] },
    ]);
  });

  it('meets each key here once: by its name first', () => {
    const renamed = { ...one, record: { ...one.record, name: 'two' } };
    const steps = plan([renamed], [one, two], 'replace');
    expect(steps).toMatchObject([{ action: 'add' }, { action: 'replace', here: { name: 'two' } }]);
    const kept = merged([renamed], steps);
    expect(namesOf(kept)).toEqual(['one', 'two']);
    expect(new Set(kept.map(idOf)).size).toBe(2);
  });

  it('exchanges two keys that have exchanged names', () => {
    const exchanged = [withId(two, idOf(one)), withId(one, idOf(two))];
    expect(plan(exchanged, [one, two], 'stop').map(({ action }) => action)).toEqual(['same', 'same']);
  });

  it('gives a key whose id is in the trash an id of its own, and leaves the trash alone', () => {
    const [step] = plan([], [one], 'stop', [changed]);
    expect(step).toMatchObject({ action: 'add', key: one });
    expect(idOf((step as { stored: WholeKey }).stored)).not.toBe(idOf(one));
    expect(plan(merged([], [step!]), [one], 'stop', [changed])).toMatchObject([{ action: 'same' }]);
  });

  it('keeps both under the next name that is free, here and in the backup', () => {
    const steps = plan([one, wholeKey('one-2')], [changed, wholeKey('one-3')], 'keep-both');
    expect(namesOf(merged([one, wholeKey('one-2')], steps))).toEqual(['one', 'one-2', 'one-3', 'one-4']);
  });

  it('cuts a long name to make room for its number', () => {
    const name = 'n'.repeat(128);
    const steps = plan([wholeKey(name)], [wholeKey(name, 'another')], 'keep-both');
    expect(namesOf(merged([], steps))).toEqual([`${'n'.repeat(126)}-2`]);
  });

  it.each(['skip', 'replace', 'keep-both'] as const)('changes nothing the second time: %s', (choice) => {
    const here = [one, two, wholeKey('three')];
    const incoming = [changed, wholeKey('four'), wholeKey('three', 'else'), two];
    const once = merged(here, plan(here, incoming, choice));
    const again = plan(once, incoming, choice);
    expect(again.filter((step) => 'stored' in step)).toEqual([]);
  });
});
