/** System.Crypto: digests, message authentication codes, AES and signatures. */
import crypto from 'node:crypto';
import { define } from '../../compile/types.ts';
import { arg, notModelled, throwEx } from '../../runtime/rt.ts';
import { Blob } from '../../runtime/values.ts';
import { statics } from '../typed.ts';

/** The names of Apex, without `hmac` and in lower case, and those of Node. */
const DIGESTS: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  sha256: 'sha256',
  'sha-256': 'sha256',
  sha512: 'sha512',
  'sha-512': 'sha512',
  sha3256: 'sha3-256',
  'sha3-256': 'sha3-256',
  'sha3-384': 'sha3-384',
  'sha3-512': 'sha3-512',
  hmacmd5: 'md5',
  hmacsha1: 'sha1',
  hmacsha256: 'sha256',
  hmacsha512: 'sha512',
};

const digestName = (algorithm: string): string =>
  DIGESTS[arg(algorithm).toLowerCase()] ??
  throwEx('System.SecurityException', `Unsupported algorithm: ${algorithm}`);

const digest = (algorithm: string, data: Blob): Blob =>
  new Blob(crypto.createHash(digestName(algorithm)).update(arg(data).b).digest());

const mac = (algorithm: string, data: Blob, key: Blob): Blob =>
  new Blob(crypto.createHmac(digestName(algorithm), arg(key).b).update(arg(data).b).digest());

const verifyMac = (algorithm: string, data: Blob, key: Blob, code: Blob): boolean =>
  mac(algorithm, data, key).b.equals(arg(code).b);

/** The bytes of an initialisation vector of AES, which managed ones put before the data. */
const IV_LENGTH = 16;

function cipherName(algorithm: string): string {
  const [, bits] = /^AES-?(128|192|256)/i.exec(arg(algorithm)) ?? [];
  if (!bits) return throwEx('System.InvalidParameterValueException', `Invalid algorithm ${algorithm}`);
  return `aes-${bits}-cbc`;
}

function encrypt(algorithm: string, key: Blob, iv: Buffer, data: Blob): Buffer {
  const cipher = crypto.createCipheriv(cipherName(algorithm), key.b, iv);
  return Buffer.concat([cipher.update(data.b), cipher.final()]);
}

function decrypt(algorithm: string, key: Blob, iv: Buffer, data: Buffer): Blob {
  const name = cipherName(algorithm);
  try {
    const decipher = crypto.createDecipheriv(name, key.b, iv);
    return new Blob(Buffer.concat([decipher.update(data), decipher.final()]));
  } catch {
    return throwEx(
      'System.SecurityException',
      'Given final block not properly padded. Such issues can arise if a bad key is used during decryption.',
    );
  }
}

function encryptWithManagedIv(algorithm: string, key: Blob, data: Blob): Blob {
  const iv = crypto.randomBytes(IV_LENGTH);
  return new Blob(Buffer.concat([iv, encrypt(algorithm, key, iv, data)]));
}

/** `RSA-SHA256`, `SHA256withECDSA` and the like: only the digest matters, the key tells the rest. */
function signatureDigest(algorithm: string): string {
  if (arg(algorithm).includes('512')) return 'sha512';
  return algorithm.includes('256') ? 'sha256' : 'sha1';
}

const invalidKey = (): never => throwEx('System.SecurityException', 'Invalid key');

function privateKey({ b: key }: Blob): crypto.KeyObject {
  try {
    return crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } catch {
    return invalidKey();
  }
}

function publicKey({ b: key }: Blob): crypto.KeyObject {
  try {
    return crypto.createPublicKey({ key, format: 'der', type: 'spki' });
  } catch {
    return invalidKey();
  }
}

define('System.Crypto', {
  s: statics({
    'generateDigest(String,Blob):Blob': digest,
    'generateMac(String,Blob,Blob):Blob': mac,
    'verifyHMac(String,Blob,Blob,Blob):Boolean': verifyMac,
    'verifyMac(String,Blob,Blob,Blob):Boolean': verifyMac,
    'generateAesKey(Integer):Blob': (bits) => new Blob(crypto.randomBytes(bits / 8)),
    'getRandomInteger():Integer': () => crypto.randomBytes(4).readInt32BE(),
    'getRandomLong():Long': () => crypto.randomBytes(8).readBigInt64BE(),
    'encrypt(String,Blob,Blob,Blob):Blob': (algorithm, key, iv, data) =>
      new Blob(encrypt(algorithm, key, iv.b, data)),
    'decrypt(String,Blob,Blob,Blob):Blob': (algorithm, key, iv, data) =>
      decrypt(algorithm, key, iv.b, data.b),
    'encryptWithManagedIV(String,Blob,Blob):Blob': encryptWithManagedIv,
    'decryptWithManagedIV(String,Blob,Blob):Blob': (algorithm, key, { b: data }) =>
      decrypt(algorithm, key, data.subarray(0, IV_LENGTH), data.subarray(IV_LENGTH)),
    'sign(String,Blob,Blob):Blob': (algorithm, data, key) =>
      new Blob(crypto.sign(signatureDigest(algorithm), data.b, privateKey(key))),
    'verify(String,Blob,Blob,Blob):Boolean': (algorithm, data, signature, key) =>
      crypto.verify(signatureDigest(algorithm), data.b, publicKey(key), signature.b),
    'signWithCertificate(String,Blob,String):Blob': () => notModelled('Crypto.signWithCertificate'),
  }),
});
