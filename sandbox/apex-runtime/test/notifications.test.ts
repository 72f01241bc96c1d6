// Facts: Apex Reference Guide (Messaging.CustomNotification: title 250, body 750 characters, 500 recipients), Metadata API
// (CustomNotificationType). The texts of refusals are our own.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({
    'notificationtypes/Alert.notiftype-meta.xml':
      '<?xml version="1.0"?><CustomNotificationType xmlns="http://soap.sforce.com/2006/04/metadata"><customNotifTypeName>Alert</customNotifTypeName><desktop>true</desktop><masterLabel>An alert</masterLabel><mobile>true</mobile></CustomNotificationType>',
    'classes/Tell.cls': `public class Tell {
      public static void all(String title, String body, Set<String> users, Id target) {
        Messaging.CustomNotification n = new Messaging.CustomNotification();
        n.setNotificationTypeId([SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Alert'].Id);
        n.setTitle(title); n.setBody(body); n.setTargetId(target);
        n.send(users);
      }
    }`,
  });
  await t.org.snapshot();
});
beforeEach(() => t.org.restore());
afterAll(() => t.close());
const tell = (...args: unknown[]): Promise<unknown> => t.org.call('Tell', 'all', args);
const TARGET = '000000000000000AAA';

describe('a custom notification', () => {
  it('goes to its users with the type of the metadata', async () => {
    const [user] = await t.org.query("SELECT Id FROM User WHERE Alias = 'integ'");
    const [type] = await t.org.query('SELECT Id, MasterLabel FROM CustomNotificationType');
    expect(type).toMatchObject({ MasterLabel: 'An alert' });
    await tell('Title', 'Body', [user?.['Id']], TARGET);
    expect((await t.org.recorded()).notifications).toEqual([
      { title: 'Title', body: 'Body', targetId: TARGET, typeId: type?.['Id'], users: [user?.['Id']] },
    ]);
  });
  it.each([
    ['without a target', ['Title', 'Body', ['005'], null]],
    ['with a title over 250 characters', ['x'.repeat(251), 'Body', ['005'], TARGET]],
    ['with a body over 750 characters', ['Title', 'x'.repeat(751), ['005'], TARGET]],
    ['to nobody', ['Title', 'Body', [], TARGET]],
    ['to more than 500', ['Title', 'Body', Array.from({ length: 501 }, (_, i) => `005${i}`), TARGET]],
  ])('is refused %s', async (_, args) => {
    await expect(tell(...args)).rejects.toMatchObject({ type: 'IllegalArgumentException' });
    expect((await t.org.recorded()).notifications).toEqual([]);
  });
});
