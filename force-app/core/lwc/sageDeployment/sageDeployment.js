import { isEmpEnabled, subscribe, unsubscribe } from 'lightning/empApi';

const CHANNEL = '/event/SageSetupChanged__e';
const ONLY_NEW = -1;
/** An org carries a deployment out in seconds; behind other deployments it may take long. */
const PATIENCE_MS = 60_000;
/** Ids come with 15 or 18 characters. */
const ID_LENGTH = 15;

/**
 * Starts a deployment of custom metadata and waits until the org has carried it out, at most a minute.
 *
 * @param {() => Promise<string | null | undefined>} start the Apex call; answers the deployment's id, or nothing when there was nothing to save
 * @returns {Promise<{ok: boolean, heard: boolean, message?: string}>} `heard` is false when the page cannot know how it went
 */
export async function deploy(start) {
  const events = [];
  let tell = () => undefined;
  const subscription = await listen((event) => {
    events.push(event);
    tell();
  });
  try {
    const id = await start();
    if (!id) return { ok: true, heard: true };
    if (!subscription) return { ok: true, heard: false };
    const mine = () => events.find(({ JobId__c: jobId }) => same(jobId, id));
    const event = await new Promise((resolve) => {
      // Nothing else ends the wait when the event is lost.
      // eslint-disable-next-line @lwc/lwc/no-async-operation
      const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
      tell = () => {
        if (!mine()) return;
        clearTimeout(timer);
        resolve(mine());
      };
      tell();
    });
    return event
      ? { ok: event.Ok__c, heard: true, message: event.Message__c ?? undefined }
      : { ok: true, heard: false };
  } finally {
    if (subscription) unsubscribe(subscription);
  }
}

/** Undefined where the platform has no events for the page (mobile, no permission). */
async function listen(hear) {
  try {
    if ((await isEmpEnabled()) !== true) return undefined;
    return await subscribe(CHANNEL, ONLY_NEW, ({ data }) => hear(data.payload));
  } catch {
    return undefined;
  }
}

function same(one, other) {
  return one?.slice(0, ID_LENGTH) === other.slice(0, ID_LENGTH);
}
