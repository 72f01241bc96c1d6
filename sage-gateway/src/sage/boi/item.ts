import type { ItemChange } from '../ports.ts';
import type { WriteMessage } from './protocol.ts';

/**
 * A change of an item that must exist. The class is `CI_ItemCode_bus`, though its table is CI_Item; items have no accounting date, and no source says
 * that nSetDate takes their module.
 */
export function changeItemMessage(itemCode: string, change: ItemChange): WriteMessage {
  return {
    op: 'write',
    context: { module: 'C/I', date: '', task: 'CI_ItemCode_ui' },
    object: 'CI_ItemCode_bus',
    key: [['ItemCode$', itemCode]],
    mode: 'update',
    set: [['StandardUnitPrice', change.standardUnitPrice]],
  };
}
