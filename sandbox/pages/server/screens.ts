import type { Request, Response, Router } from 'express';
import type { SessionUser } from '../../org/oauth/sessions.ts';
import type { PageBundle } from '../build/bundle.ts';
import { readBundles } from '../metadata/bundles.ts';
import { readNavigation } from '../metadata/navigation.ts';
import { readPermissionSets } from '../metadata/permissions.ts';
import { viewerOf } from './access.ts';
import { pageHtml } from './html.ts';
import { componentPage, listPage, recordPage, tabPage, type Look, type PageModel } from './page-model.ts';
import type { PagesParts } from './parts.ts';
import { cookie, session } from './session.ts';

/** The pages by address, as an org has them: tabs, lists, records, components. */
export function screens(router: Router, parts: PagesParts, bundle: PageBundle): void {
  const screen = (path: string, model: (look: Look, req: Request) => PageModel | Promise<PageModel>) => {
    router.get(path, async (req, res) => {
      const user = session(parts, req);
      if (!user) return void res.redirect(303, '/lightning/login');
      const page = await model(await lookOf(parts, user, req, res), req);
      await bundle.folder();
      res.send(pageHtml(page));
    });
  };
  const name = (req: Request, key: string) => String(req.params[key]);
  screen('/lightning/n/:tab', (look, req) => tabPage(look, name(req, 'tab')));
  screen('/lightning/o/:object/list', (look, req) => listPage(look, name(req, 'object')));
  screen('/lightning/r/:object/:id/view', (look, req) => recordPage(look, name(req, 'id')));
  screen('/lightning/r/:id/view', (look, req) => recordPage(look, name(req, 'id')));
  screen('/lightning/cmp/:component', (look, req) =>
    componentPage(look, name(req, 'component').replace(/^c__/, '')),
  );
  screen('/lightning', (look) => {
    const [first] = look.navigation.tabs;
    return first ? tabPage(look, first.name) : listPage(look, 'Account');
  });
}

/** Reads the metadata anew for each page: who changes a component or a tab sees it by loading the page again. */
async function lookOf(parts: PagesParts, user: SessionUser, req: Request, res: Response): Promise<Look> {
  const viewer = await viewerOf(parts, readPermissionSets(parts.folders), user.id);
  const state = Object.fromEntries(
    Object.entries(req.query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  if (state['lang']) res.cookie('lang', state['lang'], { sameSite: 'strict' });
  return {
    parts,
    bundles: readBundles(parts.folders),
    navigation: readNavigation(parts.folders),
    viewer,
    language: state['lang'] ?? cookie(req, 'lang') ?? viewer.language,
    state,
  };
}
