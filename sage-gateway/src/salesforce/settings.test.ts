import { describe, expect, it } from '@jest/globals';
import { salesforceSettings } from './settings.ts';

const jwt = { flow: 'jwt', clientId: 'consumer-key', username: 'integration@example.com' };
const credentials = { flow: 'client-credentials', clientId: 'consumer-key' };

describe('the settings of Salesforce', () => {
  it('have a default for all that can have one', () => {
    expect(salesforceSettings.parse(jwt)).toEqual({
      ...jwt,
      loginUrl: 'https://login.salesforce.com',
      apiVersion: '66.0',
      callSeconds: 30,
      apiBudget: { share: 0.5, reserve: 500, lookSeconds: 900 },
    });
  });

  it('keep only the origin of an address', () => {
    const { loginUrl } = salesforceSettings.parse({
      ...credentials,
      loginUrl: 'https://x.my.salesforce.com/',
    });

    expect(loginUrl).toBe('https://x.my.salesforce.com');
  });

  it.each([
    ['http to another machine', { ...jwt, loginUrl: 'http://login.salesforce.com' }, 'loginUrl'],
    ['a Lightning address', { ...jwt, instanceUrl: 'https://x.lightning.force.com' }, 'instanceUrl'],
    ['a password in an address', { ...jwt, loginUrl: 'https://a:b@x.my.salesforce.com' }, 'loginUrl'],
    [
      'client credentials at login.salesforce.com',
      { ...credentials, loginUrl: 'https://login.salesforce.com' },
      'loginUrl',
    ],
    ['an API version without upserts of collections', { ...jwt, apiVersion: '45.0' }, 'apiVersion'],
    ['a share of more than all', { ...jwt, apiBudget: { share: 1.5 } }, 'apiBudget.share'],
    ['a secret in the file', { ...jwt, privateKey: 'PEM' }, ''],
  ])('refuse %s', (_what, settings, path) => {
    const { error } = salesforceSettings.safeParse(settings);

    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
