import type { ApexType } from '../../compile/types.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { PObj, type ASet } from '../../runtime/values.ts';
import { bean } from '../bean.ts';
import { constructors, methodsOf } from '../typed.ts';

/** Limits of Messaging.CustomNotification. */
const MAX_TITLE = 250;
const MAX_BODY = 750;
const MAX_RECIPIENTS = 500;

function create(
  type: ApexType,
  notificationTypeId: string,
  senderId: string,
  targetId: string,
  title: string,
  body: string,
): PObj {
  const notification = new PObj(type);
  Object.assign(notification.d, { notificationTypeId, senderId, targetId, title, body });
  return notification;
}

/** Records the notification; nobody is told. */
function send({ d }: PObj, users: ASet): void {
  const { title, body, targetId = null, targetPageRef, notificationTypeId } = d;
  if (!notificationTypeId || !title || !body || !(targetId || targetPageRef))
    throwEx('System.IllegalArgumentException', 'Missing required custom notification attribute');
  const given = [...arg(users).values()].map(String);
  const refuse = (message: string): never => throwEx('System.IllegalArgumentException', message);
  if (String(title).length > MAX_TITLE) refuse(`Notification title exceeds ${MAX_TITLE} characters`);
  if (String(body).length > MAX_BODY) refuse(`Notification body exceeds ${MAX_BODY} characters`);
  if (given.length === 0 || given.length > MAX_RECIPIENTS)
    refuse(`A notification needs between 1 and ${MAX_RECIPIENTS} recipients`);
  if (!R.org.db.find(String(notificationTypeId)))
    refuse(`Custom notification type not found: ${String(notificationTypeId)}`);
  R.org.notifications.push({
    title,
    body,
    targetId,
    typeId: notificationTypeId,
    users: given,
  });
}

bean(
  'Messaging.CustomNotification',
  {
    title: 'String',
    body: 'String',
    notificationTypeId: 'Id',
    targetId: 'Id',
    targetPageRef: 'String',
    senderId: 'Id',
  },
  {
    accessors: true,
    ctor: constructors({ '(String,String,String,String,String)': create }),
    i: methodsOf<PObj>()({ 'send(Set<String>):void': send }),
  },
);
