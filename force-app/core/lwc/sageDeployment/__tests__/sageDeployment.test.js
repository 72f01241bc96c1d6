import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';
import { deploy } from 'c/sageDeployment';

jest.mock('lightning/empApi', () => ({
  isEmpEnabled: jest.fn(),
  subscribe: jest.fn(),
  unsubscribe: jest.fn(),
}));

const JOB = '0Af000000000001AAA';
let hear;
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  isEmpEnabled.mockResolvedValue(true);
  subscribe.mockImplementation((channel, replay, callback) => {
    hear = (payload) => callback({ data: { payload } });
    return Promise.resolve({ channel });
  });
});
afterEach(() => jest.useRealTimers());

describe('deploy', () => {
  it('tells that the org has carried it out, also when that is heard before the id', async () => {
    const done = deploy(async () => {
      hear({ JobId__c: '0Af000000000009AAA', Ok__c: false });
      hear({ JobId__c: JOB.slice(0, 15), Ok__c: true });
      return JOB;
    });

    expect(await done).toEqual({ ok: true, heard: true, message: undefined });
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });

  it('tells what the org has against it', async () => {
    const done = deploy(() => Promise.resolve(JOB));
    await settled();
    hear({ JobId__c: JOB, Ok__c: false, Message__c: 'Too long' });

    expect(await done).toEqual({ ok: false, heard: true, message: 'Too long' });
  });

  it('waits for nothing when there was nothing to save', async () => {
    expect(await deploy(() => Promise.resolve(null))).toEqual({ ok: true, heard: true });
  });

  it.each([
    ['has no events', () => isEmpEnabled.mockResolvedValue(false)],
    ['refuses the subscription', () => subscribe.mockRejectedValue(new Error('403'))],
  ])('says that it cannot know when the page %s', async (_, arrange) => {
    arrange();

    expect(await deploy(() => Promise.resolve(JOB))).toEqual({ ok: true, heard: false });
  });

  it('stops waiting after a minute', async () => {
    jest.useFakeTimers();
    const done = deploy(() => Promise.resolve(JOB));
    await jest.advanceTimersByTimeAsync(60_000);

    expect(await done).toEqual({ ok: true, heard: false });
  });

  it('stops listening when the call itself is refused', async () => {
    await expect(deploy(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(unsubscribe).toHaveBeenCalledTimes(1);
  });
});
