import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { openDesk } from '../desk/desk.ts';
import { COMPANY, makeTestCompany, removeFolder } from '../testing/company.ts';
import { HostClient, NEXT_ORDER_NO } from '../testing/host-client.ts';
import { companyFile } from './files.ts';
import { beginMonthEnd, endMonthEnd } from './month-end.ts';

let folder: string;

beforeEach(() => {
  folder = makeTestCompany();
});

afterEach(() => removeFolder(folder));

describe('period end', () => {
  it('refuses sessions that open, spoils those that are open, and lets them in afterwards', async () => {
    const host = new HostClient(folder);
    const stranger = new HostClient(folder);
    const later = new HostClient(folder);
    await host.open(COMPANY);

    beginMonthEnd(folder, COMPANY);
    const running = await host.ask(NEXT_ORDER_NO);
    const opened = await stranger.open(COMPANY);
    endMonthEnd(folder, COMPANY);
    const after = [await later.open(COMPANY), await later.ask(NEXT_ORDER_NO)];
    await Promise.all([host.end(), stranger.end(), later.end()]);

    expect(running).toMatchObject({
      error: { kind: 'com', message: expect.stringContaining('exclusive use') },
    });
    expect(opened).toMatchObject({
      error: { kind: 'logon', message: 'The company TST is locked for exclusive use' },
    });
    expect(after).toMatchObject([{ ok: true }, { ok: true, value: '0000101' }]);
  });

  it('fails every read as the ODBC driver does, tells columns still, and loses nothing', () => {
    const reader = new DatabaseSync(companyFile(folder, COMPANY), { readOnly: true });
    const read = (): unknown => reader.prepare('SELECT ItemCode FROM IM_ItemWarehouse').all();
    const before = read();

    beginMonthEnd(folder, COMPANY);
    beginMonthEnd(folder, COMPANY);
    const columns = reader.prepare('PRAGMA table_info(IM_ItemWarehouse)').all();

    expect(read).toThrow('[ProvideX][ODBC Driver][FILEIO]Table is not accessible');
    expect(columns[2]).toMatchObject({ name: 'QuantityOnHand', type: 'NUMERIC_TEXT(15,6)' });
    expect(() => openDesk(folder, COMPANY)).toThrow('exclusive use');
    endMonthEnd(folder, COMPANY);
    expect(read()).toEqual(before);
    reader.close();
  });

  it('knows no company that is not there', () => {
    expect([beginMonthEnd(folder, 'NON'), endMonthEnd(folder, 'NON')]).toEqual([false, false]);
  });
});
