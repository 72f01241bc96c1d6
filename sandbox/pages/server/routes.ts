import { Router, type ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { PageBundle } from '../build/bundle.ts';
import { faultOf } from './apex.ts';
import { assets } from './assets.ts';
import { calls } from './calls.ts';
import { errorHtml } from './html.ts';
import type { PagesParts } from './parts.ts';
import { screens } from './screens.ts';
import { login } from './session.ts';

/**
 * The org's pages for people: `/lightning/...` with the package's real components, and what those ask, below `/pages`.
 * Only for this machine: whoever can reach the port can log in as any user.
 */
export function pageRoutes(parts: PagesParts): Router {
  const bundle = new PageBundle(parts.folders);
  const router = Router();
  assets(router, bundle);
  login(router, parts);
  screens(router, parts, bundle);
  calls(router, parts);
  router.use(['/lightning', '/pages'], onError);
  return router;
}

const onError: ErrorRequestHandler = (error: Error & { status?: number }, req, res, next) => {
  if (res.headersSent) return next(error);
  const forPeople = req.originalUrl.startsWith('/lightning/') || req.originalUrl === '/lightning';
  const status = error instanceof z.ZodError ? 400 : (error.status ?? 500);
  if (forPeople) return void res.status(status).send(errorHtml(error.message));
  const fault = faultOf(error) ?? { message: error.message };
  res.status(status).json(fault);
};
