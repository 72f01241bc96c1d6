import { define, parseSigType, platform, platformDef, platT, t } from '../../compile/types.ts';
import { penumNamed, R, throwEx } from '../../runtime/rt.ts';
import { AEx, AList, AMap, ASet, EnumVal, exText, exTypeName, type RowError } from '../../runtime/values.ts';
import { methodsOf, words } from '../typed.ts';

/** A method of the row errors of a DmlException; the row must be there. */
const ofRow =
  <Result>(read: (row: RowError) => Result) =>
  (exception: AEx, index: number): Result => {
    const row = exception.dml?.[index];
    return row ? read(row) : throwEx('System.ListException', `List index out of bounds: ${index}`);
  };

/** A constant of System.StatusCode; one that is not listed is made up, because the platform has hundreds. */
export function statusCode(name: string): EnumVal {
  return (
    penumNamed('System.StatusCode', name) ?? new EnumVal(platT(platformDef('System.StatusCode')), name, 999)
  );
}

function inaccessibleFields(exception: AEx): AMap {
  const fields = new AMap(t.string, parseSigType('Set<String>'));
  if (exception.inacc) fields.put(exception.inacc[0], new ASet(t.string, exception.inacc[1]));
  return fields;
}

const fieldTokens = (row: RowError): AList =>
  new AList(
    parseSigType('Schema.SObjectField'),
    row.fields.map((name) => R.fieldToken(name)),
  );

define('System.Object', { i: {} });
define('System.Exception', {
  js: AEx,
  abstract: true,
  i: methodsOf<AEx>()({
    'getMessage():String': (exception) => exception.msg ?? 'Script-thrown exception',
    'getTypeName():String': (exception) =>
      exception.T.kind === 'user' ? exception.T.name : exTypeName(exception),
    'getCause():Exception': (exception) => exception.cause,
    'getLineNumber():Integer': (exception) => exception.line,
    'getStackTraceString():String': (exception) => exception.st ?? '',
    'initCause(Exception):void': (exception, cause) => {
      exception.cause = cause;
    },
    'setMessage(String):void': (exception, message) => {
      exception.msg = message;
    },
    'toString():String': exText,
    'getNumDml():Integer': (exception) => exception.dml?.length ?? 0,
    'getDmlMessage(Integer):String': ofRow((row) => row.message),
    'getDmlType(Integer):StatusCode': ofRow((row) => statusCode(row.status)),
    'getDmlStatusCode(Integer):String': ofRow((row) => row.status),
    'getDmlId(Integer):Id': ofRow((row) => row.id ?? null),
    'getDmlIndex(Integer):Integer': ofRow((row) => row.index ?? null),
    'getDmlFieldNames(Integer):List<String>': ofRow((row) => new AList(t.string, [...row.fields])),
    'getDmlFields(Integer):List<Schema.SObjectField>': ofRow(fieldTokens),
    'getInaccessibleFields():Map<String,Set<String>>': inaccessibleFields,
  }),
});
platformDef('System.Exception').open = true;

/** Declares an exception class that has no methods of its own. */
export function exception(name: string): void {
  if (platform.has(name.toLowerCase())) return;
  define(name, { sup: 'Exception', js: class extends AEx {} }).open = true;
}

const SYSTEM = words(`
  AssertException AsyncException AuraHandledException BigObjectException CalloutException DataWeaveScriptException
  DmlException DuplicateMessageException EmailException ExternalObjectException FinalException FlowException
  HandledException IllegalArgumentException InvalidHeaderException InvalidParameterValueException
  InvalidReadOnlyUserDmlException JSONException LimitException ListException MathException NoAccessException
  NoDataFoundException NoSuchElementException NullPointerException OrderByException PlatformCacheException
  ProcedureException QueryException RequiredFeatureMissingException SearchException SecurityException
  SerializationException SObjectException StringException TouchHandledException TransientException TypeException
  UnexpectedException UnsupportedOperationException VisualforceException XmlException`);
for (const name of SYSTEM) exception(`System.${name}`);

const OTHERS = words(`
  EventBus.RetryableException EventBus.InvalidReplayIdException
  Cache.CacheException Cache.Org.OrgCacheException Cache.Session.SessionCacheException Cache.InvalidParamException
  Cache.ItemSizeLimitExceededException Cache.PlatformCacheInvalidOperationException
  Auth.DiscoveryCustomErrorException Auth.JWTBearerTokenExchange.JWTBearerTokenExchangeException
  Canvas.CanvasRenderException DataWeave.DataWeaveScriptException ConnectApi.ConnectApiException`);
for (const name of OTHERS) exception(name);

/** Its message is for the component alone: Apex itself sees a fixed text unless setMessage() was called. */
define('System.AuraHandledException', {
  i: methodsOf<AEx>()({
    'setMessage(String):void': (exception, message) => {
      exception.msg = message;
      exception.auraSet = true;
    },
    'getMessage():String': (exception) => (exception.auraSet ? exception.msg : 'Script-thrown exception'),
  }),
});

define('System.StatusCode', {
  e: words(`
    ALL_OR_NONE_OPERATION_ROLLED_BACK ALREADY_IN_PROCESS APEX_ERROR BAD_CUSTOM_ENTITY_PARENT_DOMAIN
    CANNOT_DELETE_LAST_DATED_CONVERSION_RATE CANNOT_EXECUTE_FLOW_TRIGGER CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY
    CANNOT_UPDATE_CONVERTED_LEAD CANT_UNDELETE_NON_DELETED_ENTITY CUSTOM_CLOB_FIELD_LIMIT_EXCEEDED DEPENDENCY_EXISTS
    DELETE_FAILED DUPLICATE_EXTERNAL_ID DUPLICATE_USERNAME DUPLICATE_VALUE DUPLICATES_DETECTED
    EMAIL_NOT_PROCESSED_DUE_TO_PRIOR_ERROR ENTITY_IS_DELETED ENTITY_IS_LOCKED FAILED_ACTIVATION
    FIELD_CUSTOM_VALIDATION_EXCEPTION FIELD_FILTER_VALIDATION_EXCEPTION FIELD_INTEGRITY_EXCEPTION FIELD_NOT_UPDATABLE
    FORBIDDEN INACTIVE_OWNER_OR_USER INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY INSUFFICIENT_ACCESS_OR_READONLY
    INVALID_CROSS_REFERENCE_KEY INVALID_CURRENCY_ISO INVALID_EMAIL_ADDRESS INVALID_FIELD INVALID_FIELD_FOR_INSERT_UPDATE
    INVALID_ID_FIELD INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST INVALID_STATUS INVALID_TYPE INVALID_TYPE_ON_FIELD_IN_RECORD
    LIMIT_EXCEEDED MALFORMED_ID MALFORMED_QUERY MISSING_ARGUMENT MIXED_DML_OPERATION NO_APPLICABLE_PROCESS NOT_UPDATE NULL_DUPLICATE
    NUMBER_OUTSIDE_VALID_RANGE OP_WITH_INVALID_USER_TYPE_EXCEPTION PICKLIST_NOT_SUPPORTED
    PORTAL_USER_ALREADY_EXISTS_FOR_CONTACT PRIVATE_CONTACT_ON_ASSET PROCESSING_HALTED RECORD_LOCKED
    REQUEST_LIMIT_EXCEEDED REQUIRED_FIELD_MISSING SELF_REFERENCE_FROM_TRIGGER STANDARD_PRICE_NOT_DEFINED
    STORAGE_LIMIT_EXCEEDED STRING_TOO_LONG TRANSFER_REQUIRES_READ UNABLE_TO_LOCK_ROW UNAVAILABLE_RECORDTYPE_EXCEPTION
    UNDELETE_FAILED UNKNOWN_EXCEPTION UNSPECIFIED_EMAIL_ADDRESS`),
});
