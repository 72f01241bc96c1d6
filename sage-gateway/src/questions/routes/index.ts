import type { Route } from '../../http/route.ts';
import type { Questions } from '../questions.ts';
import { getCredit, postCredit } from './credit.ts';

/** All interactive calls that read Sage. */
export function questionRoutes(questions: Questions): Route[] {
  return [postCredit(questions), getCredit(questions)];
}
