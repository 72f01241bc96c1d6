import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assertReachable } from './account.ts';

const stranger = { uid: 54_321, gid: 54_321 };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sage-gateway-account-'));
  await mkdir(join(folder, 'closed', 'data'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the data folder for the account of PostgreSQL', () => {
  it('may lie below folders that everybody may pass', async () => {
    await chmod(folder, 0o755);
    await chmod(join(folder, 'closed'), 0o711);

    expect(() => assertReachable(stranger, join(folder, 'closed', 'data'))).not.toThrow();
  });

  it('is refused below a folder that the account may not pass, with what to do', async () => {
    await chmod(folder, 0o755);
    await chmod(join(folder, 'closed'), 0o700);

    const check = () => assertReachable(stranger, join(folder, 'closed', 'data'));

    expect(check).toThrow(join(folder, 'closed'));
    expect(check).toThrow(expect.objectContaining({ next: expect.stringContaining('chmod o+x') }));
  });
});
