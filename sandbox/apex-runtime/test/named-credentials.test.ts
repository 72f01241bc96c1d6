// Facts: Apex Reference Guide, NamedCredentials Class (ConnectApi) and its input and output classes; Metadata API,
// ExternalCredential and NamedCredential; Salesforce Help, nc_user_external_credentials_permissions and
// nc_enable_ext_cred_principal. The texts of ConnectApiException are our own.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOrg, type CalloutRequest, type RecordChange } from '../src/index.ts';
import { metadataFolder, openOrg, type TestOrg } from './helpers/org.ts';

const MDAPI = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const external = (name: string): string => `<?xml version="1.0"?><ExternalCredential ${MDAPI}>
  <authenticationProtocol>Custom</authenticationProtocol>
  <externalCredentialParameters><parameterGroup>Main</parameterGroup><parameterName>Main</parameterName>
    <parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber></externalCredentialParameters>
  <externalCredentialParameters><parameterGroup>DefaultGroup</parameterGroup><parameterName>Authorization</parameterName>
    <parameterType>AuthHeader</parameterType><sequenceNumber>1</sequenceNumber>
    <parameterValue>{!'Bearer ' &amp; $Credential.${name}.ApiKey}</parameterValue></externalCredentialParameters>
  <label>${name}</label></ExternalCredential>`;
const named = `<?xml version="1.0"?><NamedCredential ${MDAPI}><label>Packaged</label>
  <namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType>
    <parameterValue>https://packaged.example</parameterValue></namedCredentialParameters>
  <namedCredentialParameters><parameterName>ExternalCredential</parameterName><parameterType>Authentication</parameterType>
    <externalCredential>Packaged</externalCredential></namedCredentialParameters>
  <namedCredentialType>SecuredEndpoint</namedCredentialType></NamedCredential>`;
const principalAccess =
  '<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Packaged-Main</externalCredentialPrincipal></externalCredentialPrincipalAccesses>';
const objectRead =
  '<objectPermissions><object>UserExternalCredential</object><allowRead>true</allowRead></objectPermissions>';
const permissionSet = (body: string): string =>
  `<?xml version="1.0"?><PermissionSet ${MDAPI}><label>x</label>${body}</PermissionSet>`;

const SETUP = `
public class Setup {
  public static ConnectApi.CredentialInput secret(String external, String key) {
    ConnectApi.CredentialInput c = new ConnectApi.CredentialInput();
    c.externalCredential = external; c.principalName = 'Main';
    c.principalType = ConnectApi.CredentialPrincipalType.NamedPrincipal;
    c.authenticationProtocol = ConnectApi.CredentialAuthenticationProtocol.Custom;
    ConnectApi.CredentialValueInput v = new ConnectApi.CredentialValueInput(); v.value = key; v.encrypted = true;
    c.credentials = new Map<String, ConnectApi.CredentialValueInput>{ 'ApiKey' => v };
    return c;
  }
  public static ConnectApi.ExternalCredentialInput external(String name) {
    ConnectApi.ExternalCredentialInput e = new ConnectApi.ExternalCredentialInput();
    e.developerName = name; e.masterLabel = name;
    e.authenticationProtocol = ConnectApi.CredentialAuthenticationProtocol.Custom;
    ConnectApi.ExternalCredentialPrincipalInput p = new ConnectApi.ExternalCredentialPrincipalInput();
    p.principalName = 'Main'; p.principalType = ConnectApi.CredentialPrincipalType.NamedPrincipal; p.sequenceNumber = 1;
    e.principals = new List<ConnectApi.ExternalCredentialPrincipalInput>{ p };
    ConnectApi.CredentialCustomHeaderInput h = new ConnectApi.CredentialCustomHeaderInput();
    h.headerName = 'X-Key'; h.headerValue = '{!$Credential.' + name + '.ApiKey}'; h.sequenceNumber = 1;
    e.customHeaders = new List<ConnectApi.CredentialCustomHeaderInput>{ h };
    return e;
  }
  public static ConnectApi.NamedCredentialInput named(String name, String url) {
    ConnectApi.NamedCredentialInput n = new ConnectApi.NamedCredentialInput();
    n.developerName = name; n.masterLabel = name; n.calloutUrl = url;
    n.type = ConnectApi.NamedCredentialType.SecuredEndpoint;
    ConnectApi.ExternalCredentialInput e = new ConnectApi.ExternalCredentialInput(); e.developerName = name;
    n.externalCredentials = new List<ConnectApi.ExternalCredentialInput>{ e };
    n.calloutOptions = new ConnectApi.NamedCredentialCalloutOptionsInput();
    n.calloutOptions.allowMergeFieldsInBody = false; n.calloutOptions.allowMergeFieldsInHeader = false;
    n.calloutOptions.generateAuthorizationHeader = true;
    return n;
  }
  public static void connect(String name, String url, String key) {
    ConnectApi.NamedCredentials.createExternalCredential(external(name));
    ConnectApi.NamedCredentials.createNamedCredential(named(name, url));
    ConnectApi.NamedCredentials.createCredential(secret(name, key));
  }
  public static void allow(String name, String permissionSet) {
    Id principal = ConnectApi.NamedCredentials.getExternalCredential(name).principals[0].id;
    insert new SetupEntityAccess(
      ParentId = [SELECT Id FROM PermissionSet WHERE Name = :permissionSet].Id, SetupEntityId = principal);
  }
  public static String send(String name) {
    HttpRequest r = new HttpRequest();
    r.setEndpoint('callout:' + name + '/v1/x?a=b'); r.setMethod('GET');
    return new Http().send(r).getBody();
  }
}`;
const files = {
  'externalCredentials/Packaged.externalCredential-meta.xml': external('Packaged'),
  'namedCredentials/Packaged.namedCredential-meta.xml': named,
  'permissionsets/Full.permissionset-meta.xml': permissionSet(principalAccess + objectRead),
  'permissionsets/Principal.permissionset-meta.xml': permissionSet(principalAccess),
  'permissionsets/Plain.permissionset-meta.xml': permissionSet(objectRead),
  'classes/Setup.cls': SETUP,
};
const ADMIN = 'test-admin@apex-runtime.example';
const INTEGRATION = 'integration@apex-runtime.example';

let t: TestOrg;
let sent: CalloutRequest[] = [];
const callout = (request: CalloutRequest): { status: number; body: string } => {
  sent.push(request);
  return {
    status: 200,
    body: `${request.url} ${request.headers['Authorization'] ?? request.headers['X-Key'] ?? ''}`,
  };
};
beforeAll(async () => {
  t = await openOrg(files, { callout });
  await t.org.snapshot();
});
beforeEach(async () => {
  await t.org.restore();
  sent = [];
});
afterAll(() => t.close());

const send = (name: string, user?: string): Promise<unknown> =>
  t.org.call('Setup', 'send', [name], user === undefined ? {} : { user });

describe('a credential of the metadata', () => {
  it('sends its header with the secret that was entered', async () => {
    await t.org.grantPermissionSet(ADMIN, 'Full');
    await t.run(
      "ConnectApi.NamedCredentials.createCredential(Setup.secret('Packaged', 's3cret')); return 0;",
    );
    expect(await send('Packaged')).toBe('https://packaged.example/v1/x?a=b Bearer s3cret');
    expect(sent[0]).toMatchObject({ endpoint: 'callout:Packaged/v1/x?a=b', namedCredential: 'Packaged' });
  });
  it('cannot be used before its secret is entered', async () => {
    await t.org.grantPermissionSet(ADMIN, 'Full');
    await expect(send('Packaged')).rejects.toMatchObject({
      type: 'CalloutException',
      message: expect.stringContaining("We couldn't access the credential(s)."),
    });
  });
  it('needs the principal in a permission set, also for an administrator', async () => {
    await t.run("ConnectApi.NamedCredentials.createCredential(Setup.secret('Packaged', 'k')); return 0;");
    await expect(send('Packaged')).rejects.toThrow(
      'We couldn\'t access the credential(s). You might not have the required permissions, or the external credential "Packaged" might not exist.',
    );
  });
  it('needs read access to User External Credentials', async () => {
    await t.run("ConnectApi.NamedCredentials.createCredential(Setup.secret('Packaged', 'k')); return 0;");
    await t.org.grantPermissionSet(INTEGRATION, 'Principal');
    await expect(send('Packaged', INTEGRATION)).rejects.toThrow(
      "You don't have read permissions on the User External Credential object",
    );
    await t.org.grantPermissionSet(INTEGRATION, 'Plain');
    expect(await send('Packaged', INTEGRATION)).toContain('Bearer k');
  });
});

describe('ConnectApi.NamedCredentials', () => {
  it('creates a credential that callouts use at once, when a permission set gives its principal', async () => {
    await t.org.grantPermissionSet(ADMIN, 'Plain');
    await t.org.call('Setup', 'connect', ['Made', 'https://made.example/base/', 'abc']);
    await expect(send('Made')).rejects.toThrow('"Made" might not exist');
    await t.org.call('Setup', 'allow', ['Made', 'Plain']);
    expect(await send('Made')).toBe('https://made.example/base/v1/x?a=b abc');
  });
  it('answers what it made, but never an encrypted value', async () => {
    await t.org.call('Setup', 'connect', ['Made', 'https://made.example', 'abc']);
    const answer = await t.run(`
      ConnectApi.NamedCredential n = ConnectApi.NamedCredentials.getNamedCredential('Made');
      ConnectApi.ExternalCredential e = ConnectApi.NamedCredentials.getExternalCredential('Made');
      ConnectApi.Credential c = ConnectApi.NamedCredentials.getCredential('Made', 'Main', ConnectApi.CredentialPrincipalType.NamedPrincipal);
      return new List<Object>{ n.calloutUrl, n.type.name(), n.externalCredentials[0].developerName, n.calloutOptions.generateAuthorizationHeader,
        e.principals[0].principalName, e.customHeaders[0].headerName, e.relatedNamedCredentials.size(),
        c.authenticationStatus.name(), c.credentials.get('ApiKey').value, c.credentials.get('ApiKey').encrypted,
        ConnectApi.NamedCredentials.getExternalCredentials().externalCredentials.size() };`);
    expect(answer).toEqual([
      ...['https://made.example', 'SecuredEndpoint', 'Made', true, 'Main', 'X-Key', 1],
      ...['Unknown', null, true, 2],
    ]);
  });
  it('changes the address and the secret', async () => {
    await t.org.grantPermissionSet(ADMIN, 'Full');
    await t.run(`
      ConnectApi.NamedCredentials.createCredential(Setup.secret('Packaged', 'old'));
      ConnectApi.NamedCredentials.patchCredential(Setup.secret('Packaged', 'new'));
      ConnectApi.NamedCredentials.updateNamedCredential('Packaged', Setup.named('Packaged', 'https://other.example'));
      return 0;`);
    expect(await send('Packaged')).toBe('https://other.example/v1/x?a=b Bearer new');
  });
  it('keeps the secret when the external credential is written again', async () => {
    await t.org.grantPermissionSet(ADMIN, 'Full');
    await t.run(`
      ConnectApi.NamedCredentials.createCredential(Setup.secret('Packaged', 'kept'));
      ConnectApi.NamedCredentials.updateExternalCredential('Packaged', Setup.external('Packaged'));
      return 0;`);
    expect(await send('Packaged')).toBe('https://packaged.example/v1/x?a=b kept');
  });
  it.each([
    ["createExternalCredential(Setup.external('Packaged'))", 'DUPLICATE_VALUE'],
    ["createNamedCredential(Setup.named('Packaged', 'https://x.example'))", 'DUPLICATE_VALUE'],
    ["createNamedCredential(Setup.named('Nowhere', 'https://x.example'))", 'NOT_FOUND'],
    ["updateNamedCredential('Packaged', Setup.named('Packaged', 'no address'))", 'INVALID_INPUT'],
    ["updateCredential(Setup.secret('Packaged', 'k'))", 'NOT_FOUND'],
    ["createCredential(Setup.secret('Nobody', 'k'))", 'NOT_FOUND'],
    ["getNamedCredential('Nobody')", 'NOT_FOUND'],
  ])('%s fails with %s', async (call, code) => {
    const answer = await t.run(
      `try { ConnectApi.NamedCredentials.${call}; return 'nothing'; } catch (ConnectApi.ConnectApiException e) { return e.getErrorCode(); }`,
    );
    expect(answer).toBe(code);
  });
  it('leaves uncommitted work, so no callout may follow in the same transaction', async () => {
    await t.org.grantPermissionSet(ADMIN, 'Full');
    await expect(
      t.run(
        "ConnectApi.NamedCredentials.createCredential(Setup.secret('Packaged', 'k')); return Setup.send('Packaged');",
      ),
    ).rejects.toThrow('uncommitted work pending');
  });
  it('is for administrators', async () => {
    await expect(
      t.org.call('Setup', 'connect', ['Made', 'https://a.example', 'k'], { user: INTEGRATION }),
    ).rejects.toThrow('Manage Named Credentials');
  });
  it('is undone with its transaction', async () => {
    await expect(
      t.run("Setup.connect('Made', 'https://a.example', 'k'); Integer n = 1 / (1 - 1); return 0;"),
    ).rejects.toThrow('Divide by 0');
    await expect(t.run("return ConnectApi.NamedCredentials.getNamedCredential('Made').id;")).rejects.toThrow(
      'Made',
    );
  });
  it('keeps secrets out of queries and descriptions', async () => {
    await expect(t.org.query('SELECT Value FROM CredentialValue')).rejects.toThrow('is not supported');
    expect(await t.org.describe('CredentialValue')).toBeNull();
  });
});

describe('the options of the org', () => {
  it('stand for the metadata until Apex writes the credential, also after a restart', async () => {
    const folder = metadataFolder(files);
    const changes: RecordChange[] = [];
    const options = {
      callout,
      namedCredentials: {
        Packaged: { url: 'https://given.example', headers: { Authorization: 'Bearer given' } },
      },
      onCommit: (list: RecordChange[]) => void changes.push(...list),
    };
    const first = await createOrg(folder, options);
    await first.grantPermissionSet(null, 'Full');
    expect(await first.call('Setup', 'send', ['Packaged'])).toBe(
      'https://given.example/v1/x?a=b Bearer given',
    );
    await first.anonymous(`
      ConnectApi.NamedCredentials.createCredential(Setup.secret('Packaged', 'mine'));
      ConnectApi.NamedCredentials.updateNamedCredential('Packaged', Setup.named('Packaged', 'https://mine.example'));`);
    await first.close();

    const second = await createOrg(folder, options);
    await second.load(changes);
    expect(await second.call('Setup', 'send', ['Packaged'])).toBe(
      'https://mine.example/v1/x?a=b Bearer mine',
    );
    await second.setNamedCredential('Packaged', 'https://newest.example');
    expect(await second.call('Setup', 'send', ['Packaged'])).toBe('https://newest.example/v1/x?a=b ');
    await second.close();
  });
});
