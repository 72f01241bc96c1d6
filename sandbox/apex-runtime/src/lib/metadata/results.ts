/** What the callback of a deployment is told. */
import { define, parseSigType, platformDef } from '../../compile/types.ts';
import { aliased, AList, PObj } from '../../runtime/values.ts';
import { bean } from '../bean.ts';
import { methodsOf, words } from '../typed.ts';

define('Metadata.DeployStatus', {
  e: words(`
    Canceled Canceling Failed InProgress Pending Succeeded SucceededPartial FinalizingDeploy FinalizingDeployFailed`),
});
define('Metadata.DeployProblemType', { e: words('Error Info Warning') });
bean('Metadata.DeployMessage', {
  changed: 'Boolean',
  columnNumber: 'Integer',
  componentType: 'String',
  created: 'Boolean',
  deleted: 'Boolean',
  fileName: 'String',
  fullName: 'String',
  id: 'Id',
  lineNumber: 'Integer',
  problem: 'String',
  problemType: 'Metadata.DeployProblemType',
  success: 'Boolean',
  warning: 'Boolean',
});
bean(
  'Metadata.DeployDetails',
  {
    componentFailures: 'List<Metadata.DeployMessage>',
    componentSuccesses: 'List<Metadata.DeployMessage>',
  },
  {
    init: ({ d }) => {
      const type = parseSigType('Metadata.DeployMessage');
      d.componentFailures = new AList(type);
      d.componentSuccesses = new AList(type);
    },
  },
);
bean('Metadata.DeployResult', {
  id: 'Id',
  status: 'Metadata.DeployStatus',
  success: 'Boolean',
  done: 'Boolean',
  errorMessage: 'String',
  errorStatusCode: 'Object',
  details: 'Metadata.DeployDetails',
  numberComponentErrors: 'Integer',
  numberComponentsDeployed: 'Integer',
  numberComponentsTotal: 'Integer',
  stateDetail: 'String',
  startDate: 'Datetime',
  completedDate: 'Datetime',
  createdBy: 'Id',
  createdByName: 'String',
  checkOnly: 'Boolean',
  ignoreWarnings: 'Boolean',
  rollbackOnError: 'Boolean',
});
/** Tests extend it, because they cannot deploy: then their own method answers. */
function callbackJobId(context: object): string | null {
  const own = context instanceof PObj ? undefined : aliased(context, 'a_getcallbackjobid$0');
  const id = own ? own.call(context) : context instanceof PObj ? context.d.id : null;
  return typeof id === 'string' ? id : null;
}

bean(
  'Metadata.DeployCallbackContext',
  {},
  { i: methodsOf<object>()({ 'getCallbackJobId():Id': callbackJobId }) },
);
// Tests extend it, to call their callback themselves.
platformDef('Metadata.DeployCallbackContext').open = true;
define('Metadata.DeployCallback', {
  iface: ['handleResult(Metadata.DeployResult,Metadata.DeployCallbackContext):void'],
});
