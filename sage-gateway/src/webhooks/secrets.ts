import { randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';

/** A secret as it is kept: encrypted; `until` when it no longer signs (a replaced one), else null. */
export interface SealedSecret {
  readonly sealed: string;
  readonly until: string | null;
}

/** Secrets that sign at once at most: the new one and those it replaces. */
const mostSecrets = 3;

/** A secret as Standard Webhooks writes it: 256 random bits. */
export function makeSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/** Encrypts (A256GCM), so that a dump of the database signs nothing; the key is of the environment. */
export function sealSecret(secret: string, key: Uint8Array): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key);
}

/** Secrets that sign now, the newest first. Rejects when they were encrypted with another key. */
export async function openSecrets(
  sealed: readonly SealedSecret[],
  key: Uint8Array,
  now: Date,
): Promise<string[]> {
  const valid = sealed.filter(({ until }) => until === null || Date.parse(until) > now.getTime());
  return Promise.all(
    valid.map(async (one) => new TextDecoder().decode((await compactDecrypt(one.sealed, key)).plaintext)),
  );
}

/** Secrets after a rotation: the new one, and until then those before it that can still be read. */
export async function rotated(
  old: readonly SealedSecret[],
  sealed: string,
  key: Uint8Array,
  until: Date,
  now: Date,
): Promise<SealedSecret[]> {
  const isReadable = await Promise.all(
    old.map((one) =>
      compactDecrypt(one.sealed, key).then(
        () => true,
        () => false,
      ),
    ),
  );
  const kept = old
    .filter((_, index) => isReadable[index])
    .map((one) => ({ ...one, until: one.until ?? until.toISOString() }))
    .filter((one) => Date.parse(one.until) > now.getTime());
  return [{ sealed, until: null }, ...kept].slice(0, mostSecrets);
}
