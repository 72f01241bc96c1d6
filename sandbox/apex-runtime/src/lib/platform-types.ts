import type { EnumVal, PObj } from '../runtime/values.ts';
import type { Matcher, Pattern } from './core/pattern.ts';
import type { Cursor, QueryLocator } from './database/cursors.ts';
import type { Savepoint } from './database/database.ts';
import type { AccessLevel, DmlOptions } from './database/options.ts';
import type { XmlDocument } from './dom/document.ts';
import type { XmlNode } from './dom/xml-node.ts';
import type { DeployContainer } from './metadata/operations.ts';
import type { HttpRequest, HttpResponse } from './net/http-messages.ts';
import type { ApexUrl, PageReference } from './net/url.ts';
import type { PageMessage } from './pages/apex-pages.ts';
import type { DescribeField } from './schema/describe-field.ts';
import type { DescribeObject } from './schema/describe-object.ts';
import type { FieldToken, ObjectToken } from './schema/tokens.ts';
import type { TypeToken } from './system/type-token.ts';

/** The JavaScript classes of the values of platform classes, by the names that signatures use. */
export interface PlatformTypes {
  AccessLevel: AccessLevel;
  HttpRequest: HttpRequest;
  HttpResponse: HttpResponse;
  LoggingLevel: EnumVal;
  Matcher: Matcher;
  PageReference: PageReference;
  Pattern: Pattern;
  Quiddity: EnumVal;
  RoundingMode: EnumVal;
  Savepoint: Savepoint;
  StatusCode: EnumVal;
  Type: TypeToken;
  URL: ApexUrl;
  'ApexPages.Message': PageMessage;
  'ApexPages.Severity': EnumVal;
  'Database.Cursor': Cursor;
  'Database.DmlOptions': DmlOptions;
  'Database.QueryLocator': QueryLocator;
  'Dom.Document': XmlDocument;
  'Dom.XmlNode': XmlNode;
  'Metadata.DeployContainer': DeployContainer;
  'Metadata.Metadata': PObj;
  'Schema.DescribeFieldResult': DescribeField;
  'Schema.DescribeSObjectResult': DescribeObject;
  'Schema.DisplayType': EnumVal;
  'Schema.SObjectField': FieldToken;
  'Schema.SObjectType': ObjectToken;
}
