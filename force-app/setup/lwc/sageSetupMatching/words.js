import { fill } from 'c/sageErrors';
import { labels } from './labels';

const statuses = {
  Running: labels.running,
  Paused: labels.paused,
  Done: labels.done,
  Failed: labels.failed,
  Stopped: labels.stopped,
};

/** A record and its candidates as the template shows them. */
export function matchOf(match, { kind, writes, isBusy }) {
  return {
    ...match,
    details: [match.code, match.place].filter(Boolean).join(', '),
    noCandidates: match.candidates.length === 0 && !match.error,
    noCandidatesText: kind === 'Account' ? labels.noCandidates : labels.noItems,
    ignoreText: fill(labels.ignoreThis, match.name),
    candidates: match.candidates.map((candidate, index) => {
      const number = [candidate.divisionNo, candidate.code].filter(Boolean).join('-');
      return {
        ...candidate,
        key: index,
        index,
        number,
        certaintyText: labels[candidate.certainty] ?? candidate.certainty,
        why: fill(labels.because, candidate.reasons.map((reason) => labels[reason] ?? reason).join(', ')),
        acceptText: fill(labels.acceptThis, number, match.name),
        cannotAccept: isBusy || !writes,
      };
    }),
  };
}

/** How a run stands, in words; undefined when there was none. */
export function progressOf(run) {
  if (!run) return undefined;
  const text = fill(
    labels.progress,
    statuses[run.Status__c] ?? run.Status__c,
    run.Looked__c ?? 0,
    run.Written__c ?? 0,
    run.Refused__c ?? 0,
  );
  return { text, message: run.Message__c, isRunning: run.Status__c === 'Running', goesOn: goesOn(run) };
}

function goesOn({ Status__c: status }) {
  return status === 'Paused' || status === 'Failed' || status === 'Stopped';
}

/** Counting ends somewhere; then the page says "more than". */
export function countText(count, most) {
  return count > most ? `> ${most}` : String(count);
}
