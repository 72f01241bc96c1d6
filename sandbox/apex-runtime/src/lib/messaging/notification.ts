import type { ApexType } from '../../compile/types.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { PObj, type ASet } from '../../runtime/values.ts';
import { bean } from '../bean.ts';
import { constructors, methodsOf } from '../typed.ts';

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
  R.org.notifications.push({
    title,
    body,
    targetId,
    typeId: notificationTypeId,
    users: [...arg(users).values()],
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
