import type { NextFunction, Request, Response } from 'express';

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Refuses calls that a browser makes for another site. */
export function localOnly(req: Request, res: Response, next: NextFunction): void {
  const origin = req.get('origin');
  const local =
    LOCAL.test(req.get('host') ?? '') && (!origin || LOCAL.test(origin.replace(/^https?:\/\//, '')));
  if (local) next();
  else res.status(403).json({ message: 'only for calls from this machine' });
}
