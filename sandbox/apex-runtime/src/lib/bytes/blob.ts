/** System.Blob and System.EncodingUtil. */
import { define } from '../../compile/types.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { Blob } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';

const utf8 = (text: string): Blob => new Blob(Buffer.from(text, 'utf8'));
/** What decoders put in the place of bytes that are no UTF-8. */
const REPLACEMENT = '\uFFFD';

function textOf({ b: bytes }: Blob): string {
  const text = bytes.toString('utf8');
  if (text.includes(REPLACEMENT) && !bytes.includes(Buffer.from(REPLACEMENT)))
    throwEx('System.StringException', 'BLOB is not a valid UTF-8 string');
  return text;
}

define('System.Blob', {
  s: statics({
    'valueOf(String):Blob': (text) => utf8(arg(text)),
    'toPdf(String):Blob': utf8,
  }),
  i: methodsOf<Blob>()({
    'toString():String': textOf,
    'size():Integer': ({ b }) => b.length,
  }),
});

function fromHex(hex: string): Blob {
  if (!/^([0-9a-fA-F]{2})*$/.test(arg(hex)))
    throwEx('System.InvalidParameterValueException', 'Invalid hex string');
  return new Blob(Buffer.from(hex, 'hex'));
}

/** As Java's URLEncoder does it: `+` for a space, and !'()~ are encoded too. */
const urlEncode = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

define('System.EncodingUtil', {
  s: statics({
    'base64Encode(Blob):String': (blob) => arg(blob).b.toString('base64'),
    'base64Decode(String):Blob': (text) => new Blob(Buffer.from(arg(text), 'base64')),
    'convertToHex(Blob):String': (blob) => arg(blob).b.toString('hex'),
    'convertFromHex(String):Blob': fromHex,
    'urlEncode(String,String):String': (text) => urlEncode(arg(text)),
    'urlDecode(String,String):String': (text) => decodeURIComponent(arg(text).replace(/\+/g, ' ')),
  }),
});
