import { define, parseSigType } from '../../compile/types.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { AList, type PObj, type Value } from '../../runtime/values.ts';
import { constructors, methodsOf, statics } from '../typed.ts';

/** Metadata.DeployContainer */
export class DeployContainer {
  readonly items: PObj[] = [];

  remove(item: PObj): boolean {
    const position = this.items.indexOf(item);
    if (position >= 0) this.items.splice(position, 1);
    return position >= 0;
  }
}
define('Metadata.DeployContainer', {
  js: DeployContainer,
  ctor: constructors({ '()': () => new DeployContainer() }),
  i: methodsOf<DeployContainer>()({
    'addMetadata(Metadata.Metadata):void': ({ items }, item) => items.push(item),
    'getMetadata():List<Metadata.Metadata>': ({ items }) =>
      new AList(parseSigType('Metadata.Metadata'), [...items]),
    'removeMetadata(Metadata.Metadata):Boolean': (container, item) => container.remove(item),
    'removeMetadataByFullName(String):Boolean': () => false,
  }),
});

/** Queues the deployment; its id is that of the job. */
function enqueueDeployment(container: DeployContainer, callback: Value): string {
  if (R.test) throwEx('System.AsyncException', 'Metadata cannot be deployed from within a test');
  const items = [...arg(container).items];
  const id = `0Af${String(R.org.deployments.length + 1).padStart(12, '0')}AAA`;
  R.org.deployments.push({ id, items, callback });
  R.org.applyDeployment(items, callback, id);
  return id;
}

define('Metadata.Operations', {
  s: statics({
    'enqueueDeployment(Metadata.DeployContainer,Metadata.DeployCallback):Id': enqueueDeployment,
    'retrieve(Metadata.MetadataType,List<String>):List<Metadata.Metadata>': (_type, names) =>
      new AList(parseSigType('Metadata.Metadata'), R.org.retrieveMdt(arg(names).a.map(String))),
  }),
});
