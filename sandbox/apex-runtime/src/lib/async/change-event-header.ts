/** EventBus.ChangeEventHeader: what changed, by whom and how. */
import { t } from '../../compile/types.ts';
import { AList } from '../../runtime/values.ts';
import { bean } from '../bean.ts';

const LISTS = ['changedFields', 'diffFields', 'nulledFields', 'recordIds'] as const;

bean(
  'EventBus.ChangeEventHeader',
  {
    changeOrigin: 'String',
    changeType: 'String',
    commitNumber: 'Long',
    commitTimestamp: 'Long',
    commitUser: 'String',
    entityName: 'String',
    sequenceNumber: 'Integer',
    transactionKey: 'String',
    ...Object.fromEntries(LISTS.map((name) => [name, 'List<String>'])),
  },
  {
    accessors: true,
    init: ({ d }) => {
      for (const name of LISTS) d[name] = new AList(t.string);
    },
  },
);
