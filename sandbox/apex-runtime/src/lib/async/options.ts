/** AsyncOptions, duplicate signatures, and AsyncInfo. */
import { define, platform } from '../../compile/types.ts';
import { R } from '../../runtime/rt.ts';
import type { Job, QueueableJob } from '../../run/jobs.ts';
import { constructors, methodsOf, propertiesOf, statics } from '../typed.ts';

export class DuplicateSignature {
  readonly #parts: (string | number)[] = [];

  add(part: string | number): this {
    this.#parts.push(part);
    return this;
  }

  get text(): string {
    return this.#parts.join('|');
  }
}
export class DuplicateSignatureBuilder extends DuplicateSignature {}

const BUILDER = 'System.QueueableDuplicateSignature.Builder';
define('System.QueueableDuplicateSignature', {
  js: DuplicateSignature,
  s: statics({ 'Builder():QueueableDuplicateSignature.Builder': () => new DuplicateSignatureBuilder() }),
});
const builder = define(BUILDER, {
  js: DuplicateSignatureBuilder,
  ctor: constructors({ '()': () => new DuplicateSignatureBuilder() }),
  i: methodsOf<DuplicateSignatureBuilder>()({
    'addString(String):ANY': (signature, part) => signature.add(part),
    'addInteger(Integer):ANY': (signature, part) => signature.add(part),
    'addId(Id):ANY': (signature, part) => signature.add(part),
    'build():QueueableDuplicateSignature': (signature) => signature,
  }),
});
// Apex code names it without `System`.
platform.set('queueableduplicatesignature.builder', builder);

export class AsyncOptions {
  maxDepth: number | null = null;
  delayMinutes: number | null = null;
  signature: DuplicateSignature | null = null;
}
define('System.AsyncOptions', {
  js: AsyncOptions,
  ctor: constructors({ '()': () => new AsyncOptions() }),
  p: propertiesOf<AsyncOptions>()({
    'MaximumQueueableStackDepth:Integer': [
      ({ maxDepth }) => maxDepth,
      (options, depth) => (options.maxDepth = depth),
    ],
    'MinimumQueueableDelayInMinutes:Integer': [
      ({ delayMinutes }) => delayMinutes,
      (options, minutes) => (options.delayMinutes = minutes),
    ],
    'DuplicateSignature:QueueableDuplicateSignature': [
      ({ signature }) => signature,
      (options, signature) => (options.signature = signature),
    ],
  }),
});

const isQueueable = (job: Job | null): job is QueueableJob =>
  job?.kind === 'QUEUEABLE' || job?.kind === 'FINALIZER';

/** The queueable that runs, or the one whose finalizer runs. */
export function currentQueueable(): QueueableJob | null {
  const { current } = R.async;
  return isQueueable(current) ? current : null;
}

define('System.AsyncInfo', {
  s: statics({
    'hasMaxStackDepth():Boolean': () => Boolean(currentQueueable()?.maxDepth),
    'getCurrentQueueableStackDepth():Integer': () => currentQueueable()?.depth ?? 0,
    'getMaximumQueueableStackDepth():Integer': () => currentQueueable()?.maxDepth ?? 0,
    'getMinimumQueueableDelayInMinutes():Integer': () => 0,
  }),
});
