import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setExternalAccess } from '../seed/company.ts';
import { COMPANY, makeTestCompany, removeFolder } from '../testing/company.ts';
import { newObject } from './classes.ts';
import { ComError, Session } from './session.ts';

let folder: string;
let session: Session;

beforeAll(() => {
  folder = makeTestCompany();
});

afterAll(() => removeFolder(folder));

beforeEach(() => {
  session = new Session({ dataFolder: folder });
});

afterEach(() => {
  session.nCleanup();
});

function signOn(): void {
  session.nSetUser('gateway', 'secret');
  session.nSetCompany(COMPANY);
}

describe('a session', () => {
  it('has no Unified Logon for an unknown Windows user', () => {
    expect(session.nLogon()).toBe(0);
  });

  it.each([
    ['gateway', 'wrong'],
    ['nobody', 'secret'],
    ['', ''],
  ])('refuses the logon "%s" with "%s"', (user, password) => {
    expect(session.nSetUser(user, password)).toBe(0);
    expect(session.sLastErrorMsg).toBe('The user logon or password is invalid');
  });

  it('wants the user before the company, and the company before date and module', () => {
    expect(session.nSetCompany(COMPANY)).toBe(0);
    expect(session.nSetDate('S/O', '20260531')).toBe(0);
    expect(session.nSetModule('S/O')).toBe(0);
  });

  it.each(['tst', 'XYZ', '../'])('refuses the company "%s"', (company) => {
    session.nSetUser('gateway', 'secret');

    expect(session.nSetCompany(company)).toBe(0);
  });

  it('refuses a company that does not allow external access', () => {
    session.nSetUser('gateway', 'secret');
    setExternalAccess(folder, COMPANY, false);
    const closed = session.nSetCompany(COMPANY);
    setExternalAccess(folder, COMPANY, true);

    expect([closed, session.nSetCompany(COMPANY)]).toEqual([0, 1]);
  });

  it.each(['05312026', '2026-05-31', '20260231', ''])('refuses the accounting date "%s"', (date) => {
    signOn();

    expect(session.nSetDate('S/O', date)).toBe(0);
  });

  it('finds a task whatever its case, and refuses one of another module', () => {
    signOn();
    session.nSetModule('S/O');

    expect(session.nLookupTask('so_salesorder_UI')).toBe(session.nLookupTask('SO_SalesOrder_ui'));
    expect(session.nLookupTask('SO_Nothing_ui')).toBe(0);
    expect(session.nSetProgram(session.nLookupTask('AR_Customer_ui'))).toBe(0);
  });

  it('fails with Error 90 for a class outside its program, or an unknown one', () => {
    signOn();
    session.nSetModule('A/R');
    session.nSetProgram(session.nLookupTask('AR_Customer_ui'));

    expect(() => newObject(session, 'SO_SalesOrder_bus')).toThrow(ComError);
    expect(() => newObject(session, 'CI_Item_bus')).toThrow('Error: 90');
    expect(newObject(session, 'AR_Customer_bus').sLastErrorMsg).toBe('');
  });
});
