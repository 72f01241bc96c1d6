/** Outgoing e-mail: it is recorded, and nothing is sent. */
import { define, parseSigType, t } from '../../compile/types.ts';
import { count } from '../../runtime/limits.ts';
import { arg, mkEx, R } from '../../runtime/rt.ts';
import { AList, PObj } from '../../runtime/values.ts';
import { bean, newBean } from '../bean.ts';
import { methodsOf, statics } from '../typed.ts';

define('Messaging.Email', { abstract: true });
bean(
  'Messaging.SingleEmailMessage',
  {
    toAddresses: 'List<String>',
    ccAddresses: 'List<String>',
    bccAddresses: 'List<String>',
    subject: 'String',
    plainTextBody: 'String',
    htmlBody: 'String',
    replyTo: 'String',
    senderDisplayName: 'String',
    targetObjectId: 'Id',
    whatId: 'Id',
    templateId: 'Id',
    saveAsActivity: 'Boolean',
    bccSender: 'Boolean',
    useSignature: 'Boolean',
    orgWideEmailAddressId: 'Id',
    fileAttachments: 'List<Messaging.EmailFileAttachment>',
    entityAttachments: 'List<String>',
    references: 'String',
    inReplyTo: 'String',
    treatBodiesAsTemplate: 'Boolean',
    treatTargetObjectAsRecipient: 'Boolean',
    charset: 'String',
    optOutPolicy: 'String',
    documentAttachments: 'List<Id>',
  },
  { accessors: true, sup: 'Messaging.Email' },
);
bean(
  'Messaging.MassEmailMessage',
  {
    targetObjectIds: 'List<Id>',
    templateId: 'Id',
    subject: 'String',
    saveAsActivity: 'Boolean',
    whatIds: 'List<Id>',
  },
  { accessors: true, sup: 'Messaging.Email' },
);
bean(
  'Messaging.EmailFileAttachment',
  { body: 'Blob', fileName: 'String', contentType: 'String', inline: 'Boolean' },
  { accessors: true },
);

// Each mail that does not throw is sent, so a result never has errors.
bean(
  'Messaging.SendEmailResult',
  {},
  {
    i: methodsOf<PObj>()({
      'isSuccess():Boolean': () => true,
      'getErrors():List<Messaging.SendEmailError>': () => new AList(parseSigType('Messaging.SendEmailError')),
    }),
  },
);
bean(
  'Messaging.SendEmailError',
  {},
  {
    i: methodsOf<PObj>()({
      'getMessage():String': () => null,
      'getStatusCode():StatusCode': () => null,
      'getFields():List<String>': () => new AList(t.string),
      'getTargetObjectId():String': () => null,
    }),
  },
);

const RECIPIENTS = ['toAddresses', 'targetObjectId', 'ccAddresses', 'bccAddresses', 'targetObjectIds'];

function sendEmail(messages: AList): AList {
  count('emails', 1);
  for (const message of arg(messages).a) {
    if (!(message instanceof PObj) || !RECIPIENTS.some((property) => message.d[property]))
      throw mkEx(
        'System.EmailException',
        'SendEmail failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Add a recipient to send an email.: []',
      );
    R.org.emails.push(message);
  }
  const result = 'Messaging.SendEmailResult';
  return new AList(
    parseSigType(result),
    messages.a.map(() => newBean(result)),
  );
}

define('System.Messaging', {
  s: statics({
    'sendEmail(List<Messaging.Email>):List<Messaging.SendEmailResult>': sendEmail,
    'sendEmail(List<Messaging.Email>,Boolean):List<Messaging.SendEmailResult>': sendEmail,
    'reserveSingleEmailCapacity(Integer):void': () => undefined,
    'reserveMassEmailCapacity(Integer):void': () => undefined,
    'renderStoredEmailTemplate(String,String,String):Messaging.SingleEmailMessage': () =>
      newBean('Messaging.SingleEmailMessage'),
  }),
});
