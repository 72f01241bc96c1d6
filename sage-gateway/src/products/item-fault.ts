import type { Fault } from '../contract/errors.ts';
import { brief } from '../mapping/fit.ts';
import type { ItemMatch } from './find-items.ts';

/** Why a product code is no item, told to a person; `path` is the member that holds the code, if it is not the question itself. */
export function itemFault(code: string, match: ItemMatch | undefined, path?: string): Fault {
  const at = path === undefined ? {} : { path };
  if (match?.kind === 'ambiguous')
    return {
      code: 'ITEM_AMBIGUOUS',
      message: `"${brief(code)}" could be ${match.itemCodes.join(' or ')}.`,
      ...at,
    };
  return { code: 'ITEM_UNKNOWN', message: `Sage does not know the item "${brief(code)}".`, ...at };
}
