import type { EnumVal } from '../runtime/values.ts';
import type { DescribeField } from './schema/describe-field.ts';
import type { DescribeObject } from './schema/describe-object.ts';
import type { FieldToken, ObjectToken } from './schema/tokens.ts';

/** The JavaScript classes of the values of platform classes, by the names that signatures use. */
export interface PlatformTypes {
  LoggingLevel: EnumVal;
  Quiddity: EnumVal;
  RoundingMode: EnumVal;
  StatusCode: EnumVal;
  'Schema.DescribeFieldResult': DescribeField;
  'Schema.DescribeSObjectResult': DescribeObject;
  'Schema.DisplayType': EnumVal;
  'Schema.SObjectField': FieldToken;
  'Schema.SObjectType': ObjectToken;
}
