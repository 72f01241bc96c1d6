/** Blob, EncodingUtil and Crypto. */
import crypto, { type KeyObject } from 'node:crypto';
import { define } from '../../compile/types.ts';
import { arg, notModelled, throwEx } from '../../runtime/rt.ts';
import { Blob } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';

function utf8(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd') && !bytes.includes(Buffer.from('\ufffd')))
    throwEx('System.StringException', 'BLOB is not a valid UTF-8 string');
  return text;
}
define('System.Blob', {
  s: statics({
    'valueOf(String):Blob': (text) => new Blob(arg(text)),
    'toPdf(String):Blob': (text) => new Blob(arg(text)),
  }),
  i: methodsOf<Blob>()({
    'toString():String': ({ b }) => utf8(b),
    'size():Integer': ({ b }) => b.length,
  }),
});

function fromHex(text: string): Blob {
  if (!/^([0-9a-fA-F]{2})*$/.test(arg(text)))
    throwEx('System.InvalidParameterValueException', 'Invalid hex string');
  return new Blob(Buffer.from(text, 'hex'));
}
/** As Java's URLEncoder: a space is `+`, and fewer characters stay as they are. */
const urlEncode = (text: string): string =>
  encodeURIComponent(arg(text))
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

define('System.EncodingUtil', {
  s: statics({
    'base64Encode(Blob):String': (blob) => arg(blob).b.toString('base64'),
    'base64Decode(String):Blob': (text) => new Blob(Buffer.from(arg(text), 'base64')),
    'convertToHex(Blob):String': (blob) => arg(blob).b.toString('hex'),
    'convertFromHex(String):Blob': fromHex,
    'urlEncode(String,String):String': urlEncode,
    'urlDecode(String,String):String': (text) => decodeURIComponent(arg(text).replace(/\+/g, ' ')),
  }),
});

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
const digestOf = (algorithm: string): string =>
  DIGESTS[arg(algorithm).toLowerCase()] ??
  throwEx('System.SecurityException', `Unsupported algorithm: ${algorithm}`);

const mac = (algorithm: string, data: Blob, key: Blob): Buffer =>
  crypto.createHmac(digestOf(algorithm), arg(key).b).update(arg(data).b).digest();
function verifyMac(algorithm: string, data: Blob, key: Blob, expected: Blob): boolean {
  const actual = mac(algorithm, data, key);
  return actual.length === arg(expected).b.length && crypto.timingSafeEqual(actual, expected.b);
}

function cipherOf(algorithm: string): string {
  const [, bits] = /^AES-?(128|192|256)/i.exec(arg(algorithm)) ?? [];
  return bits
    ? `aes-${bits}-cbc`
    : throwEx('System.InvalidParameterValueException', `Invalid algorithm ${algorithm}`);
}
function encrypt(algorithm: string, key: Blob, iv: Uint8Array, data: Uint8Array): Buffer {
  const cipher = crypto.createCipheriv(cipherOf(algorithm), key.b, iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}
function decrypt(algorithm: string, key: Blob, iv: Uint8Array, data: Uint8Array): Blob {
  const name = cipherOf(algorithm);
  try {
    const cipher = crypto.createDecipheriv(name, key.b, iv);
    return new Blob(Buffer.concat([cipher.update(data), cipher.final()]));
  } catch {
    return throwEx(
      'System.SecurityException',
      'Given final block not properly padded. Such issues can arise if a bad key is used during decryption.',
    );
  }
}
const IV_BYTES = 16;
function encryptWithOwnIv(algorithm: string, key: Blob, data: Blob): Blob {
  const iv = crypto.randomBytes(IV_BYTES);
  return new Blob(Buffer.concat([iv, encrypt(algorithm, key, iv, data.b)]));
}

/** Signatures: the hash by the number in the algorithm's name, the key in PKCS#8 or X.509 form. */
function signatureHash(algorithm: string): string {
  if (arg(algorithm).includes('512')) return 'sha512';
  return algorithm.includes('256') ? 'sha256' : 'sha1';
}
function readKey(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch {
    return throwEx('System.SecurityException', 'Invalid key');
  }
}
const privateKey = ({ b: key }: Blob): KeyObject =>
  readKey(() => crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
const publicKey = ({ b: key }: Blob): KeyObject =>
  readKey(() => crypto.createPublicKey({ key, format: 'der', type: 'spki' }));

define('System.Crypto', {
  s: statics({
    'generateDigest(String,Blob):Blob': (algorithm, data) =>
      new Blob(crypto.createHash(digestOf(algorithm)).update(arg(data).b).digest()),
    'generateMac(String,Blob,Blob):Blob': (algorithm, data, key) => new Blob(mac(algorithm, data, key)),
    'verifyHMac(String,Blob,Blob,Blob):Boolean': verifyMac,
    'verifyMac(String,Blob,Blob,Blob):Boolean': verifyMac,
    'generateAesKey(Integer):Blob': (bits) => new Blob(crypto.randomBytes(bits / 8)),
    'getRandomInteger():Integer': () => crypto.randomBytes(4).readInt32BE(),
    'getRandomLong():Long': () => crypto.randomBytes(8).readBigInt64BE(),
    'encrypt(String,Blob,Blob,Blob):Blob': (algorithm, key, iv, data) =>
      new Blob(encrypt(algorithm, key, iv.b, data.b)),
    'decrypt(String,Blob,Blob,Blob):Blob': (algorithm, key, iv, data) =>
      decrypt(algorithm, key, iv.b, data.b),
    'encryptWithManagedIV(String,Blob,Blob):Blob': encryptWithOwnIv,
    'decryptWithManagedIV(String,Blob,Blob):Blob': (algorithm, key, data) =>
      decrypt(algorithm, key, data.b.subarray(0, IV_BYTES), data.b.subarray(IV_BYTES)),
    'sign(String,Blob,Blob):Blob': (algorithm, data, key) =>
      new Blob(crypto.sign(signatureHash(algorithm), data.b, privateKey(key))),
    'verify(String,Blob,Blob,Blob):Boolean': (algorithm, data, signature, key) =>
      crypto.verify(signatureHash(algorithm), data.b, publicKey(key), signature.b),
    'signWithCertificate(String,Blob,String):Blob': () => notModelled('Crypto.signWithCertificate'),
  }),
});
