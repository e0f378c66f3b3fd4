import { describe, expect, it } from 'vitest';
import { Answering, type Handlers } from '../../../electron/desktop/answer.ts';
import { KeybearerError } from '../../../shared/errors.ts';
import { failure } from '../../support/failure.ts';

/** Answers with the number of times that it was asked, as the code of its one finding's place. */
function counting() {
  let count = 0;
  const list = async () => ({ keys: [], findings: [{ code: 'internal', where: `${++count}`, keyId: null, more: 1 }] });
  const answering = new Answering({ 'keys.list': list } as unknown as Handlers, () => {});
  const where = async () => {
    const answer = await answering.call('keys.list', {});
    return answer.ok && (answer.value as { findings: { where: string }[] }).findings[0];
  };
  return { answering, where, count: () => count };
}

describe('Answering.listAhead', () => {
  it('lists before anybody asks, for the first one alone', async () => {
    const { answering, where, count } = counting();
    answering.listAhead();
    expect(count()).toBe(1);
    expect(await where()).toMatchObject({ where: '1' });
    expect(await where()).toMatchObject({ where: '2' });
  });

  it('passes nothing on that the contract does not declare', async () => {
    const { answering, where } = counting();
    answering.listAhead();
    expect(await where()).toEqual({ code: 'internal', where: '1', keyId: null });
  });

  it('refuses a call that is not as the contract says, and keeps the list for one that is', async () => {
    const { answering, where } = counting();
    answering.listAhead();
    expect(await answering.call('keys.list', { more: 1 })).toEqual(
      failure('invalid-input', { field: 'input', reason: 'form' }),
    );
    expect(await where()).toMatchObject({ where: '1' });
  });

  it('answers why it failed', async () => {
    const list = () => Promise.reject(new KeybearerError('vault-not-found'));
    const answering = new Answering({ 'keys.list': list } as unknown as Handlers, () => {});
    answering.listAhead();
    expect(await answering.call('keys.list', {})).toEqual(failure('vault-not-found'));
  });
});

describe('Answering.forgetAhead', () => {
  it('has the keys listed anew', async () => {
    const { answering, where } = counting();
    answering.listAhead();
    answering.forgetAhead();
    expect(await where()).toMatchObject({ where: '2' });
  });
});
