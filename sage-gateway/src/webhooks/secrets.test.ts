import { describe, expect, it } from '@jest/globals';
import { makeSecret, openSecrets, rotated, sealSecret } from './secrets.ts';

const key = new Uint8Array(32).fill(1);
const now = new Date('2026-11-21T12:00:00Z');
const inAnHour = new Date('2026-11-21T13:00:00Z');
const inTwoHours = new Date('2026-11-21T14:00:00Z');
const sealed = async (secret: string, by = key) => ({ sealed: await sealSecret(secret, by), until: null });

describe('the secrets of a subscription', () => {
  it('are 256 random bits as Standard Webhooks writes them', () => {
    const secret = makeSecret();

    expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length).toBe(32);
    expect(makeSecret()).not.toBe(secret);
  });

  it('sign until their time is over, the newest first', async () => {
    const both = await rotated([await sealed('old')], await sealSecret('new', key), key, inAnHour, now);

    expect(await openSecrets(both, key, now)).toEqual(['new', 'old']);
    expect(await openSecrets(both, key, inAnHour)).toEqual(['new']);
  });

  it('keep the time they were given when there is another rotation, and are three at most', async () => {
    const add = async (to: Awaited<ReturnType<typeof rotated>>, name: string, until: Date) =>
      rotated(to, await sealSecret(name, key), key, until, now);
    const two = await add([await sealed('1')], '2', inAnHour);
    const three = await add(two, '3', inTwoHours);
    const four = await add(three, '4', inTwoHours);

    expect(three.map(({ until }) => until)).toEqual([null, inTwoHours.toISOString(), inAnHour.toISOString()]);
    expect(await openSecrets(four, key, now)).toEqual(['4', '3', '2']);
  });

  it('cannot be read with another key, and are dropped by a rotation then', async () => {
    const other = new Uint8Array(32).fill(2);
    const lost = await sealed('old', other);

    await expect(openSecrets([lost], key, now)).rejects.toThrow();
    const after = await rotated([lost], await sealSecret('new', key), key, inAnHour, now);
    expect(await openSecrets(after, key, now)).toEqual(['new']);
  });
});
