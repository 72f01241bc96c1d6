import { Router, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { localOnly } from '../../org/local-only.ts';
import { PageBundle } from '../build/bundle.ts';
import { readNavigation } from '../metadata/navigation.ts';
import { faultOf } from './apex.ts';
import { assets } from './assets.ts';
import { calls } from './calls.ts';
import { errorHtml } from './html.ts';
import { tabAddresses } from './page-model.ts';
import type { PagesParts } from './parts.ts';
import { screens } from './screens.ts';
import { login } from './session.ts';

/** The org's pages for people. */
export interface Pages {
  readonly router: Router;
  /** Label and address of each tab. */
  readonly addresses: () => (readonly [label: string, path: string])[];
  /** Builds the components now instead of when the first page is opened; rejects with the compiler's words. */
  readonly build: () => Promise<string>;
}

/**
 * `/lightning/...` with the package's real components, and what those ask, below `/pages`. Only for this machine: whoever can
 * reach the port can log in as any user.
 */
export function openPages(parts: PagesParts): Pages {
  const bundle = new PageBundle(parts.folders);
  const router = Router();
  router.use(['/lightning', '/pages'], localOnly);
  assets(router, bundle);
  login(router, parts);
  screens(router, parts, bundle);
  calls(router, parts);
  router.use(['/lightning', '/pages'], onError);
  return {
    router,
    addresses: () =>
      tabAddresses(readNavigation(parts.folders)).map(({ label, url }) => [label, url] as const),
    build: () => bundle.folder(),
  };
}

const onError: ErrorRequestHandler = (error: Error & { status?: number }, req, res, next) => {
  if (res.headersSent) return next(error);
  const forPeople = req.originalUrl.startsWith('/lightning/') || req.originalUrl === '/lightning';
  const status = error instanceof z.ZodError ? 400 : (error.status ?? 500);
  if (forPeople) return void res.status(status).send(errorHtml(error.message));
  const fault = faultOf(error) ?? { message: error.message };
  res.status(status).json(fault);
};
