import { fill } from 'c/sageErrors';
import { labels } from './labels';

/** The way of a request so far, with the times of its stations. */
export function stepsOf(request) {
  const isWaiting = request.Status__c === 'Waiting';
  return [
    { text: fill(labels.stored, request.CreatedBy?.Name), at: request.CreatedDate },
    { text: fill(labels.lastSent, request.SendAttempts__c ?? 0), at: request.SentAt__c },
    { text: labels.accepted, at: request.AcceptedAt__c },
    { text: fill(labels.answered, request.Attempts__c ?? 0), at: request.AnsweredAt__c },
    { text: labels.nextSend, at: isWaiting ? request.NextSendAt__c : undefined },
  ].filter(({ at }) => at);
}
