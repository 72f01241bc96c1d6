import { define, parseSigType, sobjT } from '../../compile/types.ts';
import { R, throwEx } from '../../runtime/rt.ts';
import { AList, type Value } from '../../runtime/values.ts';
import { statics } from '../typed.ts';
import { DescribeObject } from './describe-object.ts';
import { NameMap } from './members.ts';
import { objectToken } from './tokens.ts';

function globalDescribe(): NameMap {
  const objects = [...R.org.schema.objects.values()].filter(
    (so) => !so.anyField && !so.internal && so.name !== 'Name',
  );
  return new NameMap(
    parseSigType('Schema.SObjectType'),
    objects.map((so) => [so.key, objectToken(so.T)] as const),
  );
}

function describe(name: Value): DescribeObject {
  const so = sobjT(String(name))?.so;
  return so
    ? new DescribeObject(so)
    : throwEx('System.InvalidParameterValueException', `Invalid sObject type: ${String(name)}`);
}
const describeAll = (names: AList): AList =>
  new AList(parseSigType('Schema.DescribeSObjectResult'), names.a.map(describe));

define('System.Schema', {
  s: statics({
    'getGlobalDescribe():Map<String,Schema.SObjectType>': globalDescribe,
    'describeSObjects(List<String>):List<Schema.DescribeSObjectResult>': describeAll,
    'describeSObjects(List<String>,Object):List<Schema.DescribeSObjectResult>': describeAll,
  }),
});
