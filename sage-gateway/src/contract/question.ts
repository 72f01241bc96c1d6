import { z } from 'zod';
import { text } from './order-message.ts';
import { fault } from './request.ts';

/** Questions in one call. */
export const maxQuestionsPerCall = 200;

/** Stands in a list where an answer would, at the place of a question that could not be answered. */
export const questionFault = z.object({ error: fault }).meta({ id: 'QuestionFault' });
export type QuestionFault = z.infer<typeof questionFault>;

/** An amount, a price or a quantity as plain decimal text. */
export const decimalAnswer = z.string().meta({ description: 'a decimal number as text' });

/** The UTC time at which Sage was read. */
export const asOf = z.iso.datetime();

/** An ISO currency code. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code');

/** A Sage code that a person or another system wrote: a number, a division, an item, a warehouse. */
export const givenCode = text(255).trim().min(1, 'must not be empty');

/** A list of questions whose frame alone is checked with the call; each question is read, and refused, on its own. */
export const questionList = z
  .array(z.unknown())
  .min(1, 'must hold at least one question')
  .max(maxQuestionsPerCall);
