import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import type { SessionUser } from '../../org/oauth/sessions.ts';
import { loginHtml } from './html.ts';
import { PageError, type PagesParts } from './parts.ts';

const COOKIE = 'sid';

/** The user of the page that sent the request; undefined when nobody is logged in. */
export function session({ sessions }: PagesParts, req: Request): SessionUser | undefined {
  return sessions.find(cookie(req, COOKIE) ?? '');
}

export function cookie(req: Request, name: string): string | undefined {
  return new URLSearchParams((req.get('cookie') ?? '').replaceAll('; ', '&')).get(name) ?? undefined;
}

/** Login without a password: choose a user and get a session of the org. */
export function login(router: Router, { org, sessions, orgId, usernames }: PagesParts): void {
  const users = async () => {
    const rows = await org.query<{ Id: string; Name: string; Username: string; Profile: { Name: string } }[]>(
      'SELECT Id, Name, Username, Profile.Name FROM User WHERE IsActive = true ORDER BY Name LIMIT 200',
    );
    return rows
      .filter(({ Username }) => usernames.includes(Username))
      .map(({ Id: id, Name: name, Username: username, Profile }) => ({
        id,
        name,
        username,
        profile: Profile.Name,
      }));
  };
  router.get('/lightning/login', async (_req, res) => void res.send(loginHtml(await users())));
  router.post('/lightning/login', express.urlencoded({ extended: false, limit: '4kb' }), async (req, res) => {
    const { username } = z.object({ username: z.string() }).parse(req.body);
    const user = (await users()).find((each) => each.username === username);
    if (!user) throw new PageError(400, `There is no user ${username}.`);
    res.cookie(COOKIE, sessions.issue(orgId, user), { httpOnly: true, sameSite: 'strict' });
    res.redirect(303, '/lightning');
  });
  router.get('/lightning/logout', (req, res) => {
    sessions.revoke(cookie(req, COOKIE) ?? '');
    res.clearCookie(COOKIE);
    res.redirect(303, '/lightning/login');
  });
}
