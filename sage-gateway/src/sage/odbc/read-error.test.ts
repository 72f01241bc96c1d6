import { describe, expect, it } from '@jest/globals';
import { isConnectionLost, readError, refusesMarkers } from './read-error.ts';

function driverError(state: string, message: string): Error {
  return Object.assign(new Error('[odbc] Error executing the sql statement'), {
    odbcErrors: [{ state, code: 0, message }],
  });
}

describe('an error of a driver', () => {
  it.each([
    [
      'S0002',
      '[ProvideX][ODBC Driver][FILEIO]Table is not accessible',
      'the user has no right to this table',
    ],
    ['IM002', '[Driver Manager] Data source name not found', 'not installed for this bitness'],
    ['IM014', 'architecture mismatch', 'another bitness'],
    ['28000', "Login failed for user 'gateway'", 'the user or password is wrong'],
    ['42000', 'Snapshot isolation transaction failed (3952)', 'set isolation to read-committed'],
  ])('%s is told with its meaning', (state, message, meaning) => {
    const told = readError(driverError(state, message), 'AR_Customer of company ABC', []);

    expect(told).toMatchObject({ code: 'SAGE_READ_FAILED' });
    expect(told.message).toContain(meaning);
    expect(told.message).toContain(state);
    expect(told.message).toMatch(/^AR_Customer of company ABC cannot be read: /);
  });

  it('never tells credentials, neither in a connection string nor alone', () => {
    const message =
      "cannot connect with Driver={X};UID=sage user;PWD={a;}}b};Company=ABC: 'hunter2' of joe is wrong";

    const told = readError(driverError('28000', message), 'X', ['hunter2', 'joe', '']);

    expect(told.message).not.toMatch(/sage user|a;|b\}|hunter2|joe/);
    expect(told.message).toContain('Company=ABC');
    expect(told.cause).toBeUndefined();
  });

  it.each([
    [driverError('08S01', 'Communication link failure'), true],
    [driverError('57P01', 'terminating connection'), true],
    [driverError('HY000', '[SQLite]connection closed'), true],
    [new Error('Connection has already been closed!'), true],
    [driverError('42S02', 'no such table'), false],
    [driverError('HYT00', 'time-out'), false],
    [undefined, false],
  ])('says whether the connection is lost: %p', (error, lost) => {
    expect(isConnectionLost(error)).toBe(lost);
  });

  it.each([
    [driverError('IM001', 'Driver does not support this function'), true],
    [new Error('[odbc] Error retrieving information about the parameters in the statement'), true],
    [driverError('42000', 'syntax error'), false],
  ])('says whether markers are not taken: %p', (error, refused) => {
    expect(refusesMarkers(error)).toBe(refused);
  });
});
