import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN, openOrg, type TestOrg } from './test/harness.ts';
import { callOrg } from './test/http.ts';

let org: TestOrg;
let token: string;
beforeAll(async () => {
  org = await openOrg({ apiLimit: 2 });
  token = await org.tokenFor(ADMIN);
});
afterAll(() => org.dispose());

const call = () => callOrg(org, token, 'GET', '/sobjects');

it('calls count for a rolling day: the limit refuses, says so in each answer, and frees what is a day old', async () => {
  const first = await call();
  const second = await call();
  const refused = await call();

  expect([first.status, second.status, refused.status]).toEqual([200, 200, 403]);
  expect(refused.body).toEqual([
    { errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' },
  ]);
  expect(refused.headers.get('sforce-limit-info')).toBe('api-usage=2/2');

  org.clock.advance(24 * 3_600_000);
  const dayLater = await call();
  expect(dayLater.status).toBe(200);
  expect(dayLater.headers.get('sforce-limit-info')).toBe('api-usage=1/2');
});
