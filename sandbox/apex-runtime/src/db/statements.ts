import { R } from '../runtime/rt.ts';
import { dml } from './dml.ts';
import type { DmlOperation, DmlOptions } from './dml-run.ts';
import { merge } from './merge.ts';

/** The DML statements of the language. */
R.dmlStmt = (operation, args, externalId, access) => {
  const [records = null, others = null] = args;
  const options: DmlOptions = { ext: externalId?.split('.').at(-1) ?? null, mode: access };
  if (operation === 'merge') merge(records, others, options);
  else dml(operation as DmlOperation, records, options); // the parser knows these operations only
};
