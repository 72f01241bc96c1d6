import { define } from '../../compile/types.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { isIdText, strEq, to18, type Value } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';

function toId(value: Value): string {
  const text = arg(value);
  if (typeof text !== 'string' || !isIdText(text))
    return throwEx('System.StringException', `Invalid id: ${String(text)}`);
  return to18(text);
}

define('System.Id', {
  s: statics({
    'valueOf(String):Id': toId,
    'valueOf(String,Boolean):Id': (text) => to18(arg(text)),
    'valueOf(Object):Id': toId,
  }),
  i: methodsOf<string>()({
    'getSObjectType():Schema.SObjectType': (id) => {
      const info = R.org.schema.byPrefix(id.slice(0, 3));
      if (!info) return throwEx('System.SObjectException', `Cannot locate Apex Type for ID: ${id}`);
      return R.sobjTok(info.T);
    },
    'to15():String': (id) => id.slice(0, 15),
    'addError(String):void': (id, message) => R.addErrorById(id, message),
    'equals(Object):Boolean': (id, other) => strEq(id, typeof other === 'string' ? other : null),
    'toString():String': (id) => id,
  }),
});
