/** What an e-mail service (Messaging.InboundEmailHandler) is given and gives back. */
import { define } from '../../compile/types.ts';
import { bean } from '../bean.ts';

bean('Messaging.InboundEmail', {
  subject: 'String',
  plainTextBody: 'String',
  htmlBody: 'String',
  fromAddress: 'String',
  fromName: 'String',
  toAddresses: 'List<String>',
  ccAddresses: 'List<String>',
  replyTo: 'String',
  messageId: 'String',
  inReplyTo: 'String',
  references: 'List<String>',
  textAttachments: 'List<Messaging.InboundEmail.TextAttachment>',
  binaryAttachments: 'List<Messaging.InboundEmail.BinaryAttachment>',
  headers: 'List<Messaging.InboundEmail.Header>',
  plainTextBodyIsTruncated: 'Boolean',
  htmlBodyIsTruncated: 'Boolean',
});
bean('Messaging.InboundEmail.TextAttachment', {
  body: 'String',
  fileName: 'String',
  mimeTypeSubType: 'String',
  charset: 'String',
  bodyIsTruncated: 'Boolean',
});
bean('Messaging.InboundEmail.BinaryAttachment', {
  body: 'Blob',
  fileName: 'String',
  mimeTypeSubType: 'String',
});
bean('Messaging.InboundEmail.Header', { name: 'String', value: 'String' });
bean('Messaging.InboundEnvelope', { toAddress: 'String', fromAddress: 'String' });
bean('Messaging.InboundEmailResult', { success: 'Boolean', message: 'String' });
define('Messaging.InboundEmailHandler', {
  iface: [
    'handleInboundEmail(Messaging.InboundEmail,Messaging.InboundEnvelope):Messaging.InboundEmailResult',
  ],
});
