import { describe, expect, it } from '@jest/globals';
import { feedSite, memoryTable, openFeed, readFeed } from '../testing/read-feed.ts';
import { contactsFeed, nameOf } from './contacts-feed.ts';

const contact = {
  ARDivisionNo: '01',
  CustomerNo: '0000676',
  ContactCode: 'ANN',
  ContactName: 'Ann Mary Buyer',
  ContactTitle: 'Buyer',
  TelephoneNo1: '555-0100',
  TelephoneExt1: '7',
  EmailAddress: 'ann@example.com; office@example.com',
};
const site = (contacts: string, changes: object = {}) =>
  feedSite(
    {
      AR_CustomerContact: memoryTable(
        'ARDivisionNo C2; CustomerNo C20; ContactCode C10; ContactName C50; ContactTitle C15; TelephoneNo1 C20; TelephoneExt1 C6; EmailAddress C50; EncryptedVals C2048',
        [{ ...contact, ...changes }],
      ),
    },
    { contacts },
  );
const key = 'ABC-01-0000676-ANN';

describe('the feed of contacts', () => {
  it('is off until the policy says otherwise', async () => {
    expect(await contactsFeed.open(site('off'))).toBeUndefined();
  });

  it('tells a contact with its account', async () => {
    const records = await readFeed(contactsFeed, site('update'));

    expect(records.get(key)).toEqual({
      key,
      fields: {
        SageContactCode__c: 'ANN',
        FirstName: 'Ann Mary',
        LastName: 'Buyer',
        Title: 'Buyer',
        Phone: '555-0100 x7',
        MobilePhone: null,
        Email: 'ann@example.com',
      },
      parents: [{ field: 'AccountId', feed: 'customers', key: 'ABC-01-0000676', onCreate: true }],
    });
  });

  it('makes contacts where the policy says so', async () => {
    expect((await readFeed(contactsFeed, site('create'))).get(key)?.onCreate).toEqual({ SageKey__c: key });
    expect((await openFeed(contactsFeed, site('create'))).gone).toBe('keep');
  });

  it('never overwrites a person by encrypted values', async () => {
    const records = await readFeed(contactsFeed, site('create', { EncryptedVals: 'x', ContactName: '***' }));

    expect(records.get(key)?.fields).toEqual({ SageContactCode__c: 'ANN' });
    expect(records.get(key)).not.toHaveProperty('onCreate');
  });

  it('leaves out what is no e-mail address, because Salesforce would refuse the contact', async () => {
    const records = await readFeed(contactsFeed, site('update', { EmailAddress: 'none' }));

    expect(records.get(key)?.fields['Email']).toBeNull();
  });

  it('finds a contact by the key alone', () => {
    const { find } = contactsFeed.target;

    expect(find?.values({ key, fields: {} })).toEqual([key]);
    expect(find?.keysOf({ SageKey__c: key }, site('update'))).toEqual([key]);
    expect(find?.keysOf({ SageKey__c: null }, site('update'))).toEqual([]);
  });

  it.each([
    ['Ann Buyer', 'Ann', 'Buyer'],
    ['Buyer, Ann Mary', 'Ann Mary', 'Buyer'],
    ['Reception', null, 'Reception'],
    [' ', null, 'ANN'],
  ])('splits the name %j into %j and %j', (name, first, last) => {
    expect(nameOf({ ContactName: name, ContactCode: 'ANN' })).toEqual({ FirstName: first, LastName: last });
  });
});
