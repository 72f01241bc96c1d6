import { describe, expect, it } from '@jest/globals';
import { connectionString } from './connection-string.ts';
import { odbcSettings } from './settings.ts';

const logon = { user: 'gateway', password: 'secret' };

function made(settings: object, company = 'ABC', who = logon): string {
  return connectionString(odbcSettings.parse(settings), company, who);
}

describe('the connection string', () => {
  it("of Sage's driver names the folders, the company in upper case, and asks for no logon box", () => {
    expect(made({ kind: 'sage', directory: '\\\\srv\\Sage\\MAS90\\' }, 'abc')).toBe(
      [
        'Driver={MAS 90 4.0 ODBC Driver}',
        'Directory=\\\\srv\\Sage\\MAS90',
        'Prefix=\\\\srv\\Sage\\MAS90\\SY\\, \\\\srv\\Sage\\MAS90\\==\\',
        'ViewDLL=\\\\srv\\Sage\\MAS90\\HOME',
        'LogFile=\\PVXODBC.LOG',
        'CacheSize=4',
        'DirtyReads=1',
        'BurstMode=1',
        'StripTrailingSpaces=1',
        'SERVER=NotTheServer',
        'UID=gateway',
        'PWD=secret',
        'Company=ABC',
        'SILENT=1',
      ].join(';'),
    );
  });

  it('of a copied data folder takes its own prefix, with the company in its place', () => {
    const text = made({
      kind: 'sage',
      directory: 'D:\\Copy\\MAS90',
      prefix: 'D:\\Copy\\MAS90\\SY\\, D:\\Copy\\MAS90\\MAS_%C$\\',
      viewDll: 'C:\\Sage\\MAS90\\HOME',
      sid: 'X1',
    });

    expect(text).toContain(
      'Prefix=D:\\Copy\\MAS90\\SY\\, D:\\Copy\\MAS90\\MAS_ABC\\;ViewDLL=C:\\Sage\\MAS90\\HOME;',
    );
    expect(text).toMatch(/;SID=X1$/);
  });

  it('of the client/server service names its host and port', () => {
    const text = made({ kind: 'sage-server', directory: 'C:\\Sage\\MAS90', host: 'sage.example.com' });

    expect(text).toMatch(/;RemotePVKIOHost=sage.example.com;RemotePVKIOPort=20222$/);
  });

  it("of Premium names the company's database, encrypts, and says that it only reads", () => {
    expect(made({ kind: 'sql-server', server: 'sql1,1433' })).toBe(
      'Driver={ODBC Driver 18 for SQL Server};Server=sql1,1433;Database=MAS_ABC;UID=gateway;PWD=secret;Encrypt=Yes;' +
        'TrustServerCertificate=No;ApplicationIntent=ReadOnly;APP=sage-gateway',
    );
  });

  it('of Premium without a user takes the Windows account', () => {
    const text = made({ kind: 'sql-server', server: 'sql1' }, 'ABC', { user: '', password: '' });

    expect(text).toContain(';Trusted_Connection=Yes;');
    expect(text).not.toMatch(/UID|PWD/);
  });

  it('of a DSN puts the company into its name and leaves Unified Logon alone', () => {
    expect(made({ kind: 'dsn', dsn: 'SAGE_%C$' }, 'ABX', { user: '', password: '' })).toBe(
      'DSN=SAGE_ABX;Company=ABX;SILENT=1',
    );
  });

  it('of an SQLite file opens it read-only and steps through the rows', () => {
    const text = made({ kind: 'sqlite', folder: '/var/sage data?;x' });

    expect(text).toBe(
      'Driver={SQLite3};Database=file:///var/sage%20data%3F%3Bx/MAS_ABC.sqlite?mode=ro;StepAPI=1;NoCreat=1;Timeout=120000',
    );
  });

  it.each([
    ['a;Company=XXX', 'PWD={a;Company=XXX};'],
    ['a};Company=XXX', 'PWD={a}};Company=XXX};'],
    ['{a', 'PWD={{a};'],
    [' a ', 'PWD={ a };'],
    ['p=w,d(1)', 'PWD=p=w,d(1);'],
  ])('lets no password add a keyword: %s', (password, expected) => {
    expect(made({ kind: 'sage', directory: 'C:\\MAS90' }, 'ABC', { user: 'u', password })).toContain(
      expected,
    );
  });

  it('refuses a null character, which would cut the text short', () => {
    const settings = { kind: 'sage', directory: 'C:\\MAS90' };

    expect(() => made(settings, 'ABC', { user: 'u', password: 'a\0b' })).toThrow('null character');
  });
});
