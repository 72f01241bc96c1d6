import type { ItemChange } from '../ports.ts';
import type { WriteMessage } from './protocol.ts';

/** A change of an item that must exist. The class is `CI_ItemCode_bus`, though its table is CI_Item. */
export function changeItemMessage(itemCode: string, change: ItemChange, date: string): WriteMessage {
  return {
    op: 'write',
    context: { module: 'C/I', date, task: 'CI_ItemCode_ui' },
    object: 'CI_ItemCode_bus',
    key: [['ItemCode$', itemCode]],
    mode: 'update',
    set: [['StandardUnitPrice', change.standardUnitPrice]],
  };
}
