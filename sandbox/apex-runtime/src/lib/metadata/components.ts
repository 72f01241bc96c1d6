/** The components that Apex can deploy: records of custom metadata, and labels. */
import { define, parseSigType } from '../../compile/types.ts';
import { AList } from '../../runtime/values.ts';
import { bean } from '../bean.ts';

define('Metadata.Metadata', { abstract: true });
bean(
  'Metadata.CustomMetadata',
  {
    fullName: 'String',
    label: 'String',
    description: 'String',
    protected_x: 'Boolean',
    values: 'List<Metadata.CustomMetadataValue>',
  },
  {
    sup: 'Metadata.Metadata',
    init: ({ d }) => {
      d.values = new AList(parseSigType('Metadata.CustomMetadataValue'));
    },
  },
);
bean('Metadata.CustomMetadataValue', { field: 'String', value: 'Object' });
bean('Metadata.CustomLabel', { fullName: 'String', value: 'String' }, { sup: 'Metadata.Metadata' });
define('Metadata.MetadataType', { e: ['CustomMetadata', 'Layout'] });
