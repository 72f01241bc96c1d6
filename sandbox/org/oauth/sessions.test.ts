import { expect, it } from '@jest/globals';
import { Sessions } from './sessions.ts';

const USER = { id: '005000000000001AAA', username: 'a@b.example' };

it('keeps a session alive while it is used and ends it after the time-out', () => {
  let now = 0;
  const sessions = new Sessions(1000, () => now);
  const token = sessions.issue('00D000000000001AAA', USER);

  now = 900;
  expect(sessions.find(token)).toMatchObject(USER);
  now = 1800;
  expect(sessions.find(token)).toMatchObject(USER);
  now = 2800;
  expect(sessions.find(token)).toBeUndefined();
});

it('never keeps more than two thousand sessions', () => {
  const sessions = new Sessions(1000);
  const first = sessions.issue('00D000000000001AAA', USER);

  for (let i = 0; i < 2000; i++) sessions.issue('00D000000000001AAA', USER);

  expect(sessions.find(first)).toBeUndefined();
});
