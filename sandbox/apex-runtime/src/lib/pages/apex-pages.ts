/** What controllers use of ApexPages; there are no Visualforce pages. */
import { define, parseSigType } from '../../compile/types.ts';
import { AList, PObj, type EnumVal, type SObj } from '../../runtime/values.ts';
import { bean } from '../bean.ts';
import { constructors, methodsOf, statics } from '../typed.ts';

/** ApexPages.Message */
export class PageMessage {
  readonly severity: EnumVal | null;
  readonly summary: string | null;

  constructor(severity: EnumVal | null, summary: string | null) {
    this.severity = severity;
    this.summary = summary;
  }
}
define('ApexPages.Severity', { e: ['CONFIRM', 'ERROR', 'FATAL', 'INFO', 'WARNING'] });
define('ApexPages.Message', {
  js: PageMessage,
  ctor: constructors({
    '(ApexPages.Severity,String)': (_type, severity, summary) => new PageMessage(severity, summary),
    '(ApexPages.Severity,String,String)': (_type, severity, summary) => new PageMessage(severity, summary),
  }),
  i: methodsOf<PageMessage>()({
    'getSummary():String': ({ summary }) => summary,
    'getDetail():String': ({ summary }) => summary,
    'getSeverity():ApexPages.Severity': ({ severity }) => severity,
  }),
});

const messages: PageMessage[] = [];
define('System.ApexPages', {
  s: statics({
    'addMessage(ApexPages.Message):void': (message) => messages.push(message),
    'addMessages(Exception):void': ({ msg }) => messages.push(new PageMessage(null, msg)),
    'getMessages():List<ApexPages.Message>': () => new AList(parseSigType('ApexPages.Message'), messages),
    'hasMessages():Boolean': () => messages.length > 0,
    'currentPage():PageReference': () => null,
  }),
});

class StandardController {
  readonly record: SObj;

  constructor(record: SObj) {
    this.record = record;
  }
}
define('ApexPages.StandardController', {
  js: StandardController,
  ctor: constructors({ '(SObject)': (_type, record) => new StandardController(record) }),
  i: methodsOf<StandardController>()({
    'getRecord():SObject': ({ record }) => record,
    'getId():String': ({ record }) => record.get('id') as string | null, // an id
  }),
});

bean(
  'System.SelectOption',
  { value: 'String', label: 'String', disabled: 'Boolean' },
  {
    accessors: true,
    ctor: constructors({
      '(String,String)': (type, value, label) => {
        const option = new PObj(type);
        Object.assign(option.d, { value, label, disabled: false });
        return option;
      },
    }),
  },
);
