import states from '../../../contract/states.json' with { type: 'json' };
import type { RequestState } from './port.ts';

const moves: Readonly<Record<string, readonly string[]>> = states.moves;

/** The states from which contract/states.json permits a move to `to`; a guard of every UPDATE that changes a state. */
export function statesBefore(to: RequestState): readonly RequestState[] {
  const own: readonly RequestState[] = ['Accepted', 'Done', 'Refused', 'Failed'];
  return own.filter((from) => moves[from]?.includes(to));
}
