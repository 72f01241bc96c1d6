/** Classes that an integration package rarely touches: declared so that sources compile; most calls are not modelled. */
import { define } from '../compile/types.ts';
import { notModelled, R } from '../runtime/rt.ts';
import { bean } from './bean.ts';
import { refuseInTests } from './connect-api/connect-api.ts';
import { constructors, methodsOf, statics } from './typed.ts';

define('ConnectApi.ChatterUsers', {
  s: statics({
    'getFollowings(String,String):Object': () => {
      refuseInTests();
      return notModelled('ConnectApi.ChatterUsers');
    },
  }),
});
bean('Invocable.Action', {});
define('Flow.Interview', {
  s: statics({
    'createInterview(String,Map<String,Object>):Flow.Interview': () => notModelled('Flow.Interview'),
  }),
  i: methodsOf<object>()({ 'start():void': () => undefined }),
});
define('System.Continuation', { ctor: constructors({ '(Integer)': () => notModelled('Continuation') }) });

define('System.SandboxPostCopy', { iface: ['runApexClass(SandboxContext):void'] });
define('System.SandboxContext', {
  i: methodsOf<object>()({
    'organizationId():Id': () => R.org.orgId,
    'sandboxId():Id': () => R.org.orgId,
    'sandboxName():String': () => 'sandbox',
  }),
});
define('Process.Plugin', { iface: [] });
define('Support.EmailTemplateSelector', { iface: [] });
define('TxnSecurity.EventCondition', { iface: [] });
define('Auth.JWT', {});
define('Auth.RegistrationHandler', { iface: [] });
